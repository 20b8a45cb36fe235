#include "audit/box/packet_feed.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "audit/box/program_failed.hpp"
#include "audit/box/stop_request.hpp"

namespace celltally {
namespace {

constexpr std::size_t kBuffer = std::size_t{256} * 1024;
constexpr auto kPatience = std::chrono::seconds{30};

[[noreturn]] void give_up(const std::string& path, const char* why) {
  throw std::runtime_error{path + ": the capture cannot be written: " + why};
}

void append(Octets& buffer, std::span<const std::uint32_t> words) {
  for (const std::uint32_t word : words) {
    for (int shift = 0; shift < 32; shift += 8) {
      buffer.push_back(static_cast<std::uint8_t>(word >> shift & 0xff));
    }
  }
}

}  // namespace

PacketFeed PacketFeed::to_file(const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) give_up(path, std::strerror(errno));
  return {file, path, {}};
}

PacketFeed PacketFeed::to_pipe(const std::string& path, std::function<bool()> alive) {
  if (mkfifo(path.c_str(), 0644) != 0) give_up(path, std::strerror(errno));
  // Both ends, so that opening waits for nobody.
  const int pipe = open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (pipe < 0) give_up(path, std::strerror(errno));
  fcntl(pipe, F_SETPIPE_SZ, 1 << 20);  // fewer changes between the two; else it stays as it is
  return {pipe, path, std::move(alive)};
}

PacketFeed::PacketFeed(int descriptor, std::string path, std::function<bool()> alive)
    : descriptor_(descriptor), path_(std::move(path)), alive_(std::move(alive)) {
  constexpr std::array<std::uint32_t, 6> kHeader{0xa1b23c4d, 4U << 16 | 2, 0, 0, 262144, 1};
  buffer_.reserve(kBuffer + 70'000);
  append(buffer_, kHeader);
}

PacketFeed::PacketFeed(PacketFeed&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      alive_(std::move(other.alive_)),
      buffer_(std::move(other.buffer_)) {}

PacketFeed::~PacketFeed() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void PacketFeed::write(Timestamp at, std::span<const std::uint8_t> frame) {
  const auto seconds = at.seconds();
  const auto length = static_cast<std::uint32_t>(frame.size());
  append(buffer_,
         std::array{static_cast<std::uint32_t>(seconds),
                    static_cast<std::uint32_t>(at.ns - seconds * 1'000'000'000), length, length});
  buffer_.insert(buffer_.end(), frame.begin(), frame.end());
  if (buffer_.size() >= kBuffer) flush();
}

void PacketFeed::flush() {
  auto end = std::chrono::steady_clock::now() + kPatience;
  std::span<const std::uint8_t> rest{buffer_};
  while (!rest.empty()) {
    StopRequest::check();
    const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
    if (count > 0) {
      rest = rest.subspan(static_cast<std::size_t>(count));
      end = std::chrono::steady_clock::now() + kPatience;
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) give_up(path_, std::strerror(errno));
    if (alive_ && !alive_()) throw ProgramFailed{path_ + ": its reader has ended"};
    if (std::chrono::steady_clock::now() > end) throw ProgramFailed{path_ + ": nobody reads it"};
    pollfd wait{.fd = descriptor_, .events = POLLOUT, .revents = 0};
    poll(&wait, 1, 20);
  }
  buffer_.clear();
}

void PacketFeed::close() {
  flush();
  // Whoever reads a pipe that nobody holds open any more comes to its end.
  if (::close(std::exchange(descriptor_, -1)) != 0) give_up(path_, std::strerror(errno));
}

}  // namespace celltally
