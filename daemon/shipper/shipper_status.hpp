#pragma once

#include <string>

#include "ship/health_limits.hpp"
#include "ship/shipper_view.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// How the shipper is, for `celltally status`: one object of JSON on one line, with a line break.
std::string shipper_status_json(const ShipperView& view, const HealthLimits& limits,
                                const std::string& version, Timestamp started, Timestamp now);

}  // namespace celltally
