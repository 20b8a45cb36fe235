#include "anonymise/retransmission_filter.hpp"

namespace celltally {

RetransmissionFilter::RetransmissionFilter(std::size_t transactions_max, std::int64_t window_s)
    : memory_((2 * transactions_max + kWays - 1) / kWays), window_s_(window_s) {}

bool RetransmissionFilter::copy(SessionTag transaction, std::int64_t second) noexcept {
  Bucket& bucket = memory_.of(transaction.value);
  std::size_t chosen = 0;
  for (std::size_t way = 0; way < kWays; ++way) {
    if (bucket.transactions[way] == transaction) {
      if (near(bucket.seconds[way], second)) return true;
      bucket.seconds[way] = second;
      return false;
    }
  }
  for (std::size_t way = 0; way < kWays; ++way) {
    if (!bucket.transactions[way].known()) {
      chosen = way;
      break;
    }
    if (bucket.seconds[way] < bucket.seconds[chosen]) chosen = way;
  }
  if (bucket.transactions[chosen].known() && near(bucket.seconds[chosen], second)) ++evicted_;
  bucket.transactions[chosen] = transaction;
  bucket.seconds[chosen] = second;
  return false;
}

}  // namespace celltally
