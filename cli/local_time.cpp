#include "cli/local_time.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <utility>

#include "aggregate/calendar.hpp"

namespace celltally {

struct LocalTime::Zone {
  const date::time_zone* zone;  // owned by the time zone database, for ever
  std::string name;

  date::local_seconds local(Timestamp at) const {
    const auto within = std::clamp(at, Calendar::kEarliest, Calendar::kLatest);
    return zone->to_local(date::sys_seconds{std::chrono::seconds{within.seconds()}});
  }
};

LocalTime::LocalTime(std::shared_ptr<const Zone> zone) : zone_(std::move(zone)) {}

Result<LocalTime, std::string> LocalTime::in_zone(std::string_view zone) {
  try {
    const date::time_zone* found = date::locate_zone(std::string{zone});
    return LocalTime{std::make_shared<const Zone>(Zone{found, std::string{zone}})};
  } catch (const std::exception&) {
    return fail("there is no time zone \"" + std::string{zone} + "\"");
  }
}

std::string LocalTime::date(Timestamp at) const {
  const date::year_month_day date{date::floor<date::days>(zone_->local(at))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string LocalTime::clock(Timestamp at) const {
  const auto local = zone_->local(at);
  const std::int64_t second = (local - date::floor<date::days>(local)).count();
  return fmt::format("{:02}:{:02}", second / 3600, second / 60 % 60);
}

std::string LocalTime::date_and_clock(Timestamp at) const {
  return date(at) + " " + clock(at);
}

const std::string& LocalTime::zone() const noexcept {
  return zone_->name;
}

}  // namespace celltally
