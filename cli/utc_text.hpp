#pragma once

#include <string>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// ISO 8601 in UTC. "2026-01-01T12:00:00Z"; a part of a second is left out.
std::string utc_seconds(Timestamp at);

// "2026-01-01T12:00:00.000001Z": six digits, nine where there are nanoseconds.
std::string utc_precise(Timestamp at);

}  // namespace celltally
