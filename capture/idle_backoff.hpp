#pragma once

#include <cstddef>
#include <cstdint>

namespace celltally {

// How long a thread that polls may rest after a poll that gave nothing, so that an idle port does
// not burn a core and yet never loses a burst: it sleeps at most as long as the port's ring takes
// to become half full at the highest rate. A ring that fills faster than the kernel can wake a
// thread is polled without sleeping. Pure: the caller rests. One thread.
class IdleBackoff {
 public:
  static constexpr std::int64_t kSleepLeastNs = 50'000;    // shorter ones take as long as this
  static constexpr std::int64_t kSleepMostNs = 1'000'000;  // so that times stay true to 1 ms

  static constexpr std::uint32_t kSpins = 64;    // empty polls until it pauses
  static constexpr std::uint32_t kPauses = 256;  // and those until it sleeps

  struct Rest {
    enum class Kind : std::uint8_t { none, pause, sleep };
    Kind kind = Kind::none;
    std::int64_t sleep_ns = 0;
    friend bool operator==(const Rest&, const Rest&) = default;
  };

  // `ring_packets`: what the ring holds. `packets_per_second_max`: 0 when not known, which is taken
  // as 14,880,952, the most of a 10 Gbit/s port.
  IdleBackoff(std::uint64_t ring_packets, std::uint64_t packets_per_second_max) noexcept;

  // What to do after a poll that gave `packets`.
  Rest after(std::size_t packets) noexcept;

  std::int64_t sleep_most_ns() const noexcept { return most_ns_; }  // 0: it never sleeps

 private:
  std::int64_t most_ns_;
  std::uint32_t empty_ = 0;  // polls in a row; stops at the first sleep
  std::int64_t sleep_ns_ = kSleepLeastNs;
};

// Does what IdleBackoff says: nothing, a pause of the processor, or a sleep. Signals cut it short.
void take(const IdleBackoff::Rest& rest) noexcept;

}  // namespace celltally
