#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "anonymise/session_tag.hpp"
#include "anonymise/table_memory.hpp"

namespace celltally {

// Remembers transactions, to know the copies that a sender or a mirror makes of a message. Fixed
// memory of 18 octets for each of the limit, in buckets of seven; where one is full, what came
// first gives way. A transaction is known by its bucket and 47 bits
// beside it: that another is taken for it happens once in about 10^13 messages.
class RetransmissionFilter {
 public:
  // The longest window there is. Seconds are kept as 24 bits, which an epoch does not exhaust.
  static constexpr std::int64_t kWindowMax = 3600;

  // Throws std::bad_alloc. REQUIRES: 0 < transactions_max <= 2^30; 0 <= window_s <= kWindowMax.
  RetransmissionFilter(std::size_t transactions_max, std::int64_t window_s);

  // Always inline, as SessionTable's.
  [[gnu::always_inline]] void prefetch(SessionTag transaction) const noexcept {
    __builtin_prefetch(&memory_.of(transaction.value), 1);
  }

  // Whether the transaction was first seen within the window of this second of packet time, before
  // or after it (packets may be out of order). If not, it is seen for the first time now.
  bool copy(SessionTag transaction, std::int64_t second) noexcept;

  // The same question, and nothing remembered: of a message that must not hide another.
  bool knows(SessionTag transaction, std::int64_t second) const noexcept;

  // How many were forgotten inside the window.
  std::uint64_t evicted() const noexcept { return evicted_; }

  void forget() noexcept { memory_.forget(); }

 private:
  static constexpr std::size_t kWays = 7;
  struct alignas(64) Bucket {
    std::array<std::uint32_t, kWays> low;  // of the transaction's bits; 0: empty
    std::array<std::uint16_t, kWays> high;
    std::array<std::uint16_t, kWays> second_low;  // when it was seen first
    std::array<std::uint8_t, kWays> second_high;
    std::uint8_t oldest;  // the next way to be written
  };
  static_assert(sizeof(Bucket) == 64, "a cache line");

  // kWays where it is not.
  static std::size_t way_of(const Bucket& bucket, SessionTag transaction) noexcept {
    for (std::size_t way = 0; way < kWays; ++way) {
      if (bucket.low[way] == low(transaction) && bucket.high[way] == high(transaction)) return way;
    }
    return kWays;
  }
  // Not 0: that is an empty way.
  static std::uint32_t low(SessionTag transaction) noexcept {
    return static_cast<std::uint32_t>(transaction.value) | 1;
  }
  static std::uint16_t high(SessionTag transaction) noexcept {
    return static_cast<std::uint16_t>(transaction.value >> 32);
  }
  static void set_second(Bucket& bucket, std::size_t way, std::uint32_t second) noexcept {
    bucket.second_low[way] = static_cast<std::uint16_t>(second);
    bucket.second_high[way] = static_cast<std::uint8_t>(second >> 16);
  }
  bool near(const Bucket& bucket, std::size_t way, std::uint32_t second) const noexcept {
    const std::uint32_t then =
        std::uint32_t{bucket.second_high[way]} << 16 | bucket.second_low[way];
    // Within the window on either side, of 24 bits that come round.
    return ((second - then + window_s_) & 0xff'ffff) <= 2 * window_s_;
  }

  TableMemory<Bucket> memory_;
  std::uint32_t window_s_;
  std::uint64_t evicted_ = 0;
};

}  // namespace celltally
