#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "anonymise/session_tag.hpp"
#include "anonymise/table_memory.hpp"

namespace celltally {

// Remembers transactions, to know the copies that a sender or a mirror makes of a message. Fixed
// memory of twice the limit, in buckets of four; where one is full, the oldest gives way.
class RetransmissionFilter {
 public:
  // Throws std::bad_alloc. REQUIRES: 0 < transactions_max < 2^32; window_s >= 0.
  RetransmissionFilter(std::size_t transactions_max, std::int64_t window_s);

  // Always inline, as SessionTable's.
  [[gnu::always_inline]] void prefetch(SessionTag transaction) const noexcept {
    __builtin_prefetch(&memory_.of(transaction.value));
  }

  // Whether the transaction was first seen within the window of this second of packet time, before
  // or after it (packets may be out of order). If not, it is seen for the first time now.
  bool copy(SessionTag transaction, std::int64_t second) noexcept;

  // How many were forgotten inside the window.
  std::uint64_t evicted() const noexcept { return evicted_; }

  void forget() noexcept { memory_.forget(); }

 private:
  static constexpr std::size_t kWays = 4;
  struct alignas(64) Bucket {
    std::array<SessionTag, kWays> transactions;
    std::array<std::int64_t, kWays> seconds;
  };
  static_assert(sizeof(Bucket) == 64, "a cache line");

  bool near(std::int64_t one, std::int64_t other) const noexcept {
    return one - other <= window_s_ && other - one <= window_s_;
  }

  TableMemory<Bucket> memory_;
  std::int64_t window_s_;
  std::uint64_t evicted_ = 0;
};

}  // namespace celltally
