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

ProgressLine::ProgressLine(bool enabled) : enabled_(enabled), next_(Clock::now() + kBeforeFirst) {}

bool ProgressLine::due() {
  if (!enabled_ || ++calls_ % kCallsPerLook != 0) return false;
  const auto now = Clock::now();
  if (now < next_) return false;
  next_ = now + kBetween;
  return true;
}

void ProgressLine::show(std::uint64_t octets_read, std::uint64_t octets_total,
                        std::uint64_t packets) {
  constexpr std::uint64_t kMega = 1'000'000;
  const std::string share =
      octets_total == 0
          ? fmt::format("{} MB", octets_read / kMega)
          : fmt::format("{:3} %  {} of {} MB",
                        std::min<std::uint64_t>(
                            100, octets_read / std::max<std::uint64_t>(1, octets_total / 100)),
                        octets_read / kMega, octets_total / kMega);
  put(fmt::format("\rreading  {}  {} packets\033[K", share, packets));
  shown_ = true;
}

void ProgressLine::erase() {
  if (shown_) put("\r\033[K");
  shown_ = false;
}

}  // namespace celltally
