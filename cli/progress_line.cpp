#include "cli/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>

namespace celltally {

namespace {

constexpr std::uint32_t kCallsPerLook = 64;
constexpr auto kBeforeFirst = std::chrono::milliseconds{300};
constexpr auto kBetween = std::chrono::milliseconds{100};

// Not through stdio: the line is not worth an error.
void put(std::string_view text) {
  [[maybe_unused]] const auto ignored = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

ProgressLine::ProgressLine(bool enabled, const Terminal& terminal)
    : enabled_(enabled && terminal.interactive),
      columns_(terminal.columns),
      next_(Clock::now() + kBeforeFirst) {}

bool ProgressLine::due() {
  if (!enabled_ || ++calls_ % kCallsPerLook != 0) return false;
  const auto now = Clock::now();
  if (now < next_) return false;
  next_ = now + kBetween;
  return true;
}

std::string ProgressLine::text(std::uint64_t octets_read, std::uint64_t octets_total,
                               std::uint64_t packets, std::size_t columns) {
  constexpr std::uint64_t kMega = 1'000'000;
  const std::string share =
      octets_total == 0
          ? fmt::format("{} MB", octets_read / kMega)
          : fmt::format("{:3} %  {} of {} MB",
                        std::min<std::uint64_t>(
                            100, octets_read / std::max<std::uint64_t>(1, octets_total / 100)),
                        octets_read / kMega, octets_total / kMega);
  // A line that breaks is not erased as a whole; the last column may already break it.
  return fmt::format("reading  {}  {} packets", share, packets)
      .substr(0, std::max<std::size_t>(columns, 1) - 1);
}

void ProgressLine::show(std::uint64_t octets_read, std::uint64_t octets_total,
                        std::uint64_t packets) {
  put("\r" + text(octets_read, octets_total, packets, columns_) + "\033[K");
  shown_ = true;
}

void ProgressLine::say(std::string_view line) {
  if (!enabled_) return;
  put("\r" + std::string{line.substr(0, std::max<std::size_t>(columns_, 1) - 1)} + "\033[K");
  shown_ = true;
}

void ProgressLine::erase() {
  if (shown_) put("\r\033[K");
  shown_ = false;
}

}  // namespace celltally
