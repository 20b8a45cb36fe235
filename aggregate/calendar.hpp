#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "vocabulary/result.hpp"
#include "vocabulary/timestamp.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// Days and hours as people of a time zone count them (privacy reference, section 1): a day runs
// from 04:00 to 04:00 local time, an hour is a local clock hour. When clocks go back the repeated
// hour is one bin of two hours, so that a day has at most 24 bins; when they go forward the skipped
// hour does not exist. Not for the data path: callers keep the current window. The rules for clock
// changes are those of the system's time zone database, which end in 2037.
class Calendar {
 public:
  // June 1678 to July 2261. So that every window fits into Timestamps, the windows of moments more
  // than kMarginS outside are those of the nearest moment that is not.
  static constexpr Timestamp kEarliest = Timestamp::from_seconds(-9'200'000'000);
  static constexpr Timestamp kLatest = Timestamp::from_seconds(9'200'000'000);
  static constexpr std::int64_t kMarginS = std::int64_t{7} * 86'400;

  // `zone` is a name of the IANA time zone database: "UTC", "Europe/Paris". Fails with a one-line
  // reason when there is no such zone.
  static Result<Calendar, std::string> in_zone(std::string_view zone);

  // From 04:00 to 04:00; contains `at`, as hour() does. Every hour is in one day.
  Window day(Timestamp at) const;
  Window hour(Timestamp at) const;
  // The part of day(at) between two times on the clock, in hours since 04:00. Empty when the clocks
  // jumped over all of it. REQUIRES: 0 <= from_hour <= to_hour <= 24.
  Window part_of_day(Timestamp at, int from_hour, int to_hour) const;

  Calendar(const Calendar&);
  Calendar(Calendar&&) noexcept;
  Calendar& operator=(const Calendar&);
  Calendar& operator=(Calendar&&) noexcept;
  ~Calendar();

 private:
  struct Zone;
  explicit Calendar(std::shared_ptr<const Zone> zone);
  std::shared_ptr<const Zone> zone_;
};

}  // namespace celltally
