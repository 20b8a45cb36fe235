#pragma once

#include <cstdint>
#include <string_view>

namespace celltally {

// The families of numbers that can be released. In the order of their names, which is the order of
// rows in every output.
enum class Statistic : std::uint8_t {
  events,    // signalling events by kind, cell and hour
  presence,  // people per cell and hour: each in exactly one cell
  visitors,  // different people per cell and day
};

// "events", "presence", "visitors".
std::string_view to_text(Statistic statistic) noexcept;

}  // namespace celltally
