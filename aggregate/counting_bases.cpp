#include "aggregate/counting_bases.hpp"

#include <utility>

namespace celltally {

namespace {

// Shards are less than a day apart, and a clock that was set begins the same day again.
constexpr std::size_t kSettledMax = 8;

std::shared_ptr<const CountingBasis> or_default(std::shared_ptr<const CountingBasis> basis) {
  return basis ? std::move(basis) : std::make_shared<const CountingBasis>();
}

}  // namespace

CountingBases::CountingBases(std::shared_ptr<const CountingBasis> first)
    : next_(or_default(std::move(first))) {}

void CountingBases::replace(std::shared_ptr<const CountingBasis> next) {
  const std::scoped_lock lock{mutex_};
  next_ = or_default(std::move(next));
}

std::shared_ptr<const CountingBasis> CountingBases::of_day(Timestamp begins) {
  const std::scoped_lock lock{mutex_};
  for (const Day& day : settled_) {
    if (day.begins == begins) return day.basis;
  }
  if (settled_.size() == kSettledMax) settled_.erase(settled_.begin());
  settled_.push_back({begins, next_});
  return next_;
}

}  // namespace celltally
