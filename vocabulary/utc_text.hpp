#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// ISO 8601 in UTC. "2026-01-01T12:00:00Z"; a part of a second is left out.
std::string utc_seconds(Timestamp at);

// "2026-01-01T12:00:00.000001Z": six digits, nine where there are nanoseconds.
std::string utc_precise(Timestamp at);

// Reads back what utc_seconds() writes, of the years 1678 to 2261, and nothing else.
std::optional<Timestamp> utc_from_text(std::string_view text) noexcept;

}  // namespace celltally
