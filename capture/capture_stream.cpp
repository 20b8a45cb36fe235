#include "capture/capture_stream.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>

#include "capture/open_problem.hpp"

namespace celltally {

namespace {

constexpr std::array<std::uint8_t, 4> kPcapng{0x0a, 0x0d, 0x0d, 0x0a};

// The standard input is duplicated, so that every stream is closed in the same way.
int open_path(const std::string& path) noexcept {
  if (path == "-") return fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
}

}  // namespace

Result<std::unique_ptr<CaptureStream>, CaptureProblem> CaptureStream::open(
    const std::string& path) {
  const int descriptor = open_path(path);
  if (descriptor < 0) return fail(open_problem(path, errno));
  std::unique_ptr<CaptureStream> stream{new CaptureStream{descriptor}};
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return fail(open_problem(path, errno));
  if (isatty(descriptor) != 0) {
    return fail(file_problem(path, "a terminal, not a capture",
                             "pipe a capture into it: gunzip -c FILE | celltally replay -"));
  }
  if (S_ISREG(status.st_mode)) stream->bytes_total_ = static_cast<std::uint64_t>(status.st_size);
  const int error = stream->look_at_first();
  if (error != 0) return fail(open_problem(path, error));
  return stream;
}

CaptureStream::~CaptureStream() {
  static_cast<void>(close(descriptor_));
}

int CaptureStream::look_at_first() {
  while (first_count_ < first_.size()) {
    const std::ptrdiff_t count = read_file(std::span{first_}.subspan(first_count_));
    if (count < 0) return errno;
    if (count == 0) break;
    first_count_ += static_cast<std::size_t>(count);
  }
  const auto begin = first();
  if (begin.size() >= kPcapng.size() && std::equal(kPcapng.begin(), kPcapng.end(), begin.begin())) {
    interfaces_.emplace();
  }
  return 0;
}

struct CaptureStream::Cookie {
  // noexcept: nothing may be thrown through libpcap.
  static ssize_t read(void* stream, char* room, std::size_t size) noexcept {
    try {
      // stdio hands out char; octets are the same memory.
      return static_cast<CaptureStream*>(stream)->read(
          {static_cast<std::uint8_t*>(static_cast<void*>(room)), size});
    } catch (const std::bad_alloc&) {  // for the interfaces of a pcapng file
      errno = ENOMEM;
      return -1;
    }
  }

  // Only so that ftello() can tell where it is.
  static int seek(void* stream, off64_t* offset, int whence) noexcept {
    if (whence != SEEK_CUR || *offset != 0) return -1;
    *offset = static_cast<off64_t>(static_cast<CaptureStream*>(stream)->bytes_read_);
    return 0;
  }
};

std::FILE* CaptureStream::make_file() {
  return fopencookie(this, "rb",
                     {.read = Cookie::read, .write = {}, .seek = Cookie::seek, .close = {}});
}

std::ptrdiff_t CaptureStream::read(std::span<std::uint8_t> room) {
  std::ptrdiff_t count = 0;
  if (bytes_read_ < first_count_) {
    const auto again = first().subspan(static_cast<std::size_t>(bytes_read_));
    const auto part = again.first(std::min(again.size(), room.size()));
    std::copy(part.begin(), part.end(), room.begin());
    count = static_cast<std::ptrdiff_t>(part.size());
  } else {
    count = read_file(room);
  }
  if (count <= 0) return count;
  bytes_read_ += static_cast<std::uint64_t>(count);
  if (interfaces_) interfaces_->pass(room.first(static_cast<std::size_t>(count)));
  return count;
}

std::ptrdiff_t CaptureStream::read_file(std::span<std::uint8_t> room) noexcept {
  std::ptrdiff_t count = 0;
  do {
    count = ::read(descriptor_, room.data(), room.size());
  } while (count < 0 && errno == EINTR);
  return count;
}

}  // namespace celltally
