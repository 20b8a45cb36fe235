#pragma once

#include <cstdint>
#include <string_view>

namespace celltally {

// What is said of every place and window.
enum class ReleaseState : std::uint8_t {
  published,  // a number
  withheld,   // too few people
  no_data,    // the probe cannot have seen this place that day, or saw nothing in this window
};

// "published", "withheld", "no_data".
std::string_view to_text(ReleaseState state) noexcept;

}  // namespace celltally
