#include "ship/backoff.hpp"

#include <algorithm>
#include <utility>

namespace celltally {

Backoff::Backoff(const DeliverySettings& settings, RandomSource random)
    : settings_(settings), random_(std::move(random)) {}

std::chrono::nanoseconds Backoff::next() {
  using std::chrono::nanoseconds;
  const nanoseconds most = settings_.wait_most;
  nanoseconds wait = settings_.wait_first;
  for (std::uint32_t i = 0; i < doublings_ && wait < most; ++i) wait *= 2;
  if (wait < most) ++doublings_;
  wait = std::min(wait, most);
  // From -jitter to +jitter, in steps of 2^-32 of twice the jitter.
  const double share = static_cast<double>(random_()) / 4294967295.0 * 2.0 - 1.0;
  const double stretch = 1.0 + share * static_cast<double>(settings_.jitter_percent) / 100.0;
  const auto stretched = static_cast<std::int64_t>(static_cast<double>(wait.count()) * stretch);
  return std::min(nanoseconds{stretched}, most);
}

}  // namespace celltally
