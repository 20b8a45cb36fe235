#include "anonymise/retransmission_filter.hpp"

namespace celltally {

RetransmissionFilter::RetransmissionFilter(std::size_t transactions_max, std::int64_t window_s)
    : memory_((2 * transactions_max + kWays - 1) / kWays),
      window_s_(static_cast<std::uint32_t>(window_s)) {}

bool RetransmissionFilter::copy(SessionTag transaction, std::int64_t second) noexcept {
  Bucket& bucket = memory_.of(transaction.value);
  const auto now = static_cast<std::uint32_t>(second);
  if (const std::size_t way = way_of(bucket, transaction); way < kWays) {
    if (near(bucket, way, now)) return true;
    set_second(bucket, way, now);
    return false;
  }
  const std::size_t way = bucket.oldest;
  if (bucket.low[way] != 0 && near(bucket, way, now)) ++evicted_;
  bucket.low[way] = low(transaction);
  bucket.high[way] = high(transaction);
  set_second(bucket, way, now);
  bucket.oldest = static_cast<std::uint8_t>(way + 1 == kWays ? 0 : way + 1);
  return false;
}

bool RetransmissionFilter::knows(SessionTag transaction, std::int64_t second) const noexcept {
  const Bucket& bucket = memory_.of(transaction.value);
  const std::size_t way = way_of(bucket, transaction);
  return way < kWays && near(bucket, way, static_cast<std::uint32_t>(second));
}

}  // namespace celltally
