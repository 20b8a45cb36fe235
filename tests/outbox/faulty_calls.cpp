#include "tests/outbox/faulty_calls.hpp"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>

namespace celltally::test {

namespace {

bool counting = false;
bool crashing = false;
bool lasting = false;
long calls = 0;
long chosen = 0;
int chosen_error = 0;
int writing_error = 0;

enum class Kind { reads, writes };

// Whether the call must fail; errno is set then.
bool must_fail(Kind kind) {
  if (writing_error != 0 && kind == Kind::writes) {
    errno = writing_error;
    return true;
  }
  if (!counting) return false;
  ++calls;
  const bool now = calls == chosen || (lasting && calls > chosen && kind == Kind::writes);
  if (!now) return false;
  if (crashing) ::_exit(FaultyCalls::kCrashed);
  errno = chosen_error;
  return true;
}

bool about_to_crash() {
  return counting && crashing && calls + 1 == chosen;
}

void start(long n, int error, bool crash, bool last) {
  calls = 0;
  chosen = n;
  chosen_error = error;
  crashing = crash;
  lasting = last;
  counting = true;
}

}  // namespace

void FaultyCalls::fail(long n, int error, bool last) {
  start(n, error, false, last);
}
void FaultyCalls::crash(long n) {
  start(n, 0, true, false);
}
long FaultyCalls::stop() {
  counting = false;
  writing_error = 0;
  return calls;
}
void FaultyCalls::fail_writing(int error) {
  writing_error = error;
}

}  // namespace celltally::test

using celltally::test::Kind;
using celltally::test::must_fail;

// In place of the C library's.
extern "C" {

int open(const char* path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & O_CREAT) != 0) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  if (must_fail((flags & O_CREAT) != 0 ? Kind::writes : Kind::reads)) return -1;
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

ssize_t read(int file, void* room, size_t count) {
  if (must_fail(Kind::reads)) return -1;
  return ::syscall(SYS_read, file, room, count);
}

ssize_t write(int file, const void* bytes, size_t count) {
  if (celltally::test::about_to_crash()) ::syscall(SYS_write, file, bytes, count / 2);
  if (must_fail(Kind::writes)) return -1;
  return ::syscall(SYS_write, file, bytes, count);
}

int fsync(int) {
  return must_fail(Kind::writes) ? -1 : 0;
}

int close(int file) {
  // It is closed all the same, as on Linux.
  const bool fails = must_fail(Kind::reads);
  const int error = errno;
  const int closed = static_cast<int>(::syscall(SYS_close, file));
  if (fails) errno = error;
  return fails ? -1 : closed;
}

int rename(const char* from, const char* to) {
  if (must_fail(Kind::writes)) return -1;
  return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int unlink(const char* path) {
  if (must_fail(Kind::reads)) return -1;
  return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

int truncate(const char* path, off_t length) {
  if (must_fail(Kind::reads)) return -1;
  return static_cast<int>(::syscall(SYS_truncate, path, length));
}

int mkdir(const char* path, mode_t mode) {
  if (must_fail(Kind::writes)) return -1;
  return static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

DIR* opendir(const char* path) {
  using Function = DIR* (*)(const char*);
  static const auto real = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "opendir"));
  return must_fail(Kind::reads) ? nullptr : real(path);
}
}
