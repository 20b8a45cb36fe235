#include "anonymise/retransmission_filter.hpp"

namespace celltally {

RetransmissionFilter::RetransmissionFilter(std::size_t transactions_max, std::int64_t window_s)
    : memory_((2 * transactions_max + kWays - 1) / kWays),
      window_s_(static_cast<std::uint32_t>(window_s)) {}

bool RetransmissionFilter::copy(SessionTag transaction, std::int64_t second) noexcept {
  Bucket& bucket = memory_.of(transaction.value);
  const auto low = static_cast<std::uint32_t>(transaction.value) | 1;  // not 0: that is empty
  const auto high = static_cast<std::uint16_t>(transaction.value >> 32);
  const auto now = static_cast<std::uint32_t>(second);
  for (std::size_t way = 0; way < kWays; ++way) {
    if (bucket.low[way] != low || bucket.high[way] != high) continue;
    if (near(bucket, way, now)) return true;
    set_second(bucket, way, now);
    return false;
  }
  const std::size_t way = bucket.oldest;
  if (bucket.low[way] != 0 && near(bucket, way, now)) ++evicted_;
  bucket.low[way] = low;
  bucket.high[way] = high;
  set_second(bucket, way, now);
  bucket.oldest = static_cast<std::uint8_t>(way + 1 == kWays ? 0 : way + 1);
  return false;
}

}  // namespace celltally
