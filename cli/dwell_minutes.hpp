#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "vocabulary/detail.hpp"
#include "vocabulary/dwell_class.hpp"

namespace celltally {

// The middle of a class of lengths in minutes, of the open one 300 (privacy reference 1.3); nothing
// when the text is no class.
inline std::optional<double> dwell_minutes(std::string_view text) {
  constexpr std::array<double, kDwellClasses> kMinutes{10, 22.5, 45, 90, 180, 300};
  const auto known = detail_from_text(Statistic::dwell, "class", text);
  if (!known || known->code >= kMinutes.size()) return std::nullopt;
  return kMinutes[known->code];
}

}  // namespace celltally
