#include "aggregate/calendar.hpp"

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace celltally {

namespace {

using std::chrono::seconds;

constexpr seconds kHour = std::chrono::hours{1};
constexpr seconds kDay = std::chrono::hours{24};
constexpr seconds kDayStart = std::chrono::hours{4};

// The largest multiple of `step` that is not above `value`.
seconds floor_to(seconds value, seconds step) {
  const seconds rest = value % step;
  return value - (rest < seconds{0} ? rest + step : rest);
}

Timestamp to_timestamp(date::sys_seconds at) {
  return Timestamp::from_seconds(at.time_since_epoch().count());
}

date::sys_seconds to_sys(Timestamp at) {
  return date::sys_seconds{
      seconds{std::clamp(at.seconds(), Calendar::kEarliest.seconds() - Calendar::kMarginS,
                         Calendar::kLatest.seconds() + Calendar::kMarginS)}};
}

}  // namespace

struct Calendar::Zone {
  const date::time_zone* zone;  // owned by the time zone database, for ever

  // The latest local time that any clock of the zone has shown until `at`. A clock that goes back
  // does not start old hours anew: that makes the repeated hour one bin, whatever the minute at
  // which clocks change (St. John's did so at one past midnight).
  seconds latest_local(date::sys_seconds at) const {
    date::sys_info info = zone->get_info(at);
    seconds latest = at.time_since_epoch() + info.offset;
    while (info.begin > at - 2 * kDay) {
      const date::sys_seconds last = info.begin - seconds{1};
      info = zone->get_info(last);
      latest = std::max(latest, last.time_since_epoch() + info.offset);
    }
    return latest;
  }

  // When the clocks of the zone reached `local` for the first time, or jumped over it.
  Timestamp first_time(seconds local) const {
    return to_timestamp(zone->to_sys(date::local_seconds{local}, date::choose::earliest));
  }

  Window between(seconds from, seconds to) const { return {first_time(from), first_time(to)}; }

  // Local time at which the day of `at` begins.
  seconds day_start(Timestamp at) const {
    return floor_to(latest_local(to_sys(at)) - kDayStart, kDay) + kDayStart;
  }
};

Result<Calendar, std::string> Calendar::in_zone(std::string_view zone) {
  try {
    const date::time_zone* found = date::locate_zone(std::string{zone});
    found->get_info(date::sys_seconds{});  // reads the zone's file now rather than while counting
    return Calendar{std::make_shared<const Zone>(Zone{found})};
  } catch (const std::exception&) {
    return fail("there is no time zone \"" + std::string{zone} +
                "\"; use a name such as \"UTC\" or \"Europe/Paris\"");
  }
}

Window Calendar::day(Timestamp at) const {
  const seconds from = zone_->day_start(at);
  return zone_->between(from, from + kDay);
}

Window Calendar::hour(Timestamp at) const {
  const seconds from = floor_to(zone_->latest_local(to_sys(at)), kHour);
  return zone_->between(from, from + kHour);
}

Window Calendar::part_of_day(Timestamp at, int from_hour, int to_hour) const {
  const seconds from = zone_->day_start(at);
  return zone_->between(from + from_hour * kHour, from + to_hour * kHour);
}

Calendar::Calendar(std::shared_ptr<const Zone> zone) : zone_(std::move(zone)) {}
Calendar::Calendar(const Calendar&) = default;
Calendar::Calendar(Calendar&&) noexcept = default;
Calendar& Calendar::operator=(const Calendar&) = default;
Calendar& Calendar::operator=(Calendar&&) noexcept = default;
Calendar::~Calendar() = default;

}  // namespace celltally
