#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace celltally {

// The families of numbers that can be released (privacy reference, section 1). In the order of
// their names, which is the order of rows in every output. Counted so far: events, presence, and
// visitors, of these everybody who was seen.
enum class Statistic : std::uint8_t {
  dwell,     // people per place, day and length of their longest visit
  events,    // signalling events per cell and hour, by kind and by service
  flows,     // trips from zone to zone per part of the day
  machines,  // machines per zone and hour: each in exactly one zone
  origin,    // people per zone and day by the zone in which they spent the night
  presence,  // people per place and hour: each in exactly one place
  quality,   // devices per day by how far apart their events are
  roamers,   // people of foreign networks per zone and day by country
  segments,  // people per zone and part of the day by age and gender
  visitors,  // different people per place and day, who stayed
};

inline constexpr std::size_t kStatistics = 10;

// "dwell", "events", ...
std::string_view to_text(Statistic statistic) noexcept;

std::optional<Statistic> statistic_from_text(std::string_view text) noexcept;

}  // namespace celltally
