#include "aggregate/open_hours.hpp"

#include <algorithm>
#include <cassert>

namespace celltally {

void OpenHours::begin(const DayHours& hours, std::size_t first, std::uint32_t grain_minutes,
                      std::int64_t grace_s) noexcept {
  begun_ = true;
  hours_ = hours;
  current_ = next_events_ = first;
  clock_ = hours_[first].window.from;
  captured_.fill(false);
  const TimeBins bins(hours, grain_minutes, grace_s);
  presence_ = OpenBins(bins, bins.bin_of(first, clock_));
  machines_ = OpenBins(TimeBins(hours, 60, grace_s), first);
  find_next_due();
}

void OpenHours::advance(Timestamp clock) noexcept {
  assert(begun_ && clock >= clock_ && clock < hours_.day().to);
  clock_ = clock;
  while (clock >= hours_[current_].window.to) ++current_;
}

void OpenHours::capture(std::size_t hour, Timestamp at) noexcept {
  captured_[hour] = true;
  presence_.capture(hour, at);
}

// The turn of an hour or bin is among them so that its last packets are told of before the first of
// the next: `captured` then does not depend on the size of bursts.
void OpenHours::find_next_due() noexcept {
  const TimeBins& bins = presence_.bins();
  due_ = std::min(hours_[current_].window.to, bins[bins.bin_of(current_, clock_)].window.to);
  if (next_events_ < hours_.size()) due_ = std::min(due_, hours_[next_events_].events_due);
  for (const OpenBins* open : {&presence_, &machines_}) {
    if (open->next() < open->bins().size()) due_ = std::min(due_, open->bins()[open->next()].due);
  }
}

}  // namespace celltally
