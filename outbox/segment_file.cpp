#include "outbox/segment_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "outbox/descriptor.hpp"
#include "outbox/segment_name.hpp"
#include "outbox/segment_reader.hpp"

namespace celltally {

namespace {

std::string reason_of(int error) {
  return std::generic_category().message(error);
}

SegmentFault read_fault(const std::string& path, int error) {
  using enum SegmentFault::Kind;
  const std::string text = path + ": cannot be read: " + reason_of(error);
  if (error == ENOENT) return {gone, text};
  const bool may_go_by =
      error == EMFILE || error == ENFILE || error == ENOMEM || error == EACCES || error == EPERM;
  return {may_go_by ? unreachable : damaged, text};
}

WriteFault write_fault(const std::string& path, int error) {
  return {error, path + ": cannot be written: " + reason_of(error)};
}

// Whether all was written; errno tells why not.
bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// The error, 0 for none.
int write_flushed(const std::string& path, std::string_view bytes, mode_t mode) {
  Descriptor file{
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)};
  if (!file.open()) return errno;
  if (!write_all(file.number(), bytes)) return errno;
  if (::fsync(file.number()) != 0) return errno;
  if (!file.close()) return errno;
  return 0;
}

}  // namespace

bool WriteFault::no_room() const noexcept {
  return error == ENOSPC || error == EDQUOT;
}

Result<std::string, SegmentFault> bytes_of_file(const std::string& path, std::size_t most) {
  const auto refuse = [&] { return fail(read_fault(path, errno)); };
  // Not to wait for the other end of a pipe that somebody put there.
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
  if (!file.open()) return refuse();
  struct stat about {};
  if (::fstat(file.number(), &about) != 0) return refuse();
  if (!S_ISREG(about.st_mode)) {
    return fail(SegmentFault{SegmentFault::Kind::damaged, path + ": not a regular file"});
  }
  std::string bytes(std::min(static_cast<std::size_t>(about.st_size), most), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t count = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return refuse();
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return bytes;
}

Result<Segment, SegmentFault> read_segment_file(const std::string& folder,
                                                const std::string& file) {
  const std::string path = folder + "/" + file;
  // One octet more than there may be, so that too long a file is seen to be too long.
  const auto bytes = bytes_of_file(path, kSegmentOctetsMost + 1);
  if (!bytes) return fail(bytes.error());
  auto segment = read_segment(*bytes, path);
  if (!segment) return fail(SegmentFault{SegmentFault::Kind::damaged, segment.error()});
  const std::string name = to_text(SegmentName::of(segment->header));
  if (name != file) {
    return fail(SegmentFault{SegmentFault::Kind::damaged,
                             path + ": by its header it must be called " + name});
  }
  return std::move(*segment);
}

Result<SegmentHeader, SegmentFault> read_header_of_file(const std::string& folder,
                                                        const std::string& file) {
  constexpr std::size_t kHeaderOctetsMost = 4096;
  const std::string path = folder + "/" + file;
  const auto bytes = bytes_of_file(path, kHeaderOctetsMost);
  if (!bytes) return fail(bytes.error());
  auto header = read_segment_header(*bytes, path);
  if (!header) return fail(SegmentFault{SegmentFault::Kind::damaged, header.error()});
  return std::move(*header);
}

std::optional<WriteFault> write_whole_file(const std::string& folder, const std::string& file,
                                           std::string_view bytes, std::uint32_t mode) {
  const std::string path = folder + "/" + file;
  const std::string unfinished = path + std::string{kUnfinished};
  int error = write_flushed(unfinished, bytes, mode);
  if (error == 0 && std::rename(unfinished.c_str(), path.c_str()) != 0) error = errno;
  if (error == 0) return std::nullopt;
  static_cast<void>(::unlink(unfinished.c_str()));
  return write_fault(path, error);
}

std::optional<WriteFault> sync_folder(const std::string& folder) {
  const Descriptor open{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!open.open() || ::fsync(open.number()) != 0) return write_fault(folder, errno);
  return std::nullopt;
}

}  // namespace celltally
