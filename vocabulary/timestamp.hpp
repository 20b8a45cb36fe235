#pragma once

#include <compare>
#include <cstdint>

namespace celltally {

// A moment as a capture knows it: nanoseconds since 1970-01-01T00:00:00Z, without leap seconds.
// Range: the years 1678 to 2262. Replay time is the file's time, never the machine's clock.
struct Timestamp {
  std::int64_t ns = 0;

  static constexpr Timestamp from_seconds(std::int64_t seconds) noexcept {
    return {seconds * 1'000'000'000};
  }

  // Rounds towards the past, also before 1970.
  constexpr std::int64_t seconds() const noexcept {
    constexpr std::int64_t kSecond = 1'000'000'000;
    if (ns >= 0) [[likely]]  // a multiplication
      return static_cast<std::int64_t>(static_cast<std::uint64_t>(ns) / kSecond);
    return ns / kSecond - (ns % kSecond < 0 ? 1 : 0);
  }

  friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
};

}  // namespace celltally
