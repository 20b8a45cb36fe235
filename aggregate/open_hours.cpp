#include "aggregate/open_hours.hpp"

#include <algorithm>
#include <cassert>

namespace celltally {

bool OpenHours::captured_any() const noexcept {
  return std::any_of(captured_.begin(), captured_.end(), [](bool seen) { return seen; });
}

void OpenHours::begin(const DayHours& hours, std::size_t first) noexcept {
  begun_ = true;
  hours_ = hours;
  current_ = next_events_ = next_presence_ = first;
  clock_ = hours_[first].window.from;
  captured_.fill(false);
  find_next_due();
}

void OpenHours::advance(Timestamp clock) noexcept {
  assert(begun_ && clock >= clock_ && clock < hours_.day().to);
  clock_ = clock;
  while (clock >= hours_[current_].window.to) ++current_;
}

// The hour's turn is among them so that the last packets of an hour are told of before the first of
// the next: `captured` then does not depend on the size of bursts.
void OpenHours::find_next_due() noexcept {
  due_ = std::min({hours_[current_].window.to, hours_[next_events_].events_due,
                   hours_[next_presence_].presence_due});
}

}  // namespace celltally
