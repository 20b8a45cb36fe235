#pragma once

#include <optional>
#include <string_view>

#include "ship/health_limits.hpp"
#include "ship/now.hpp"
#include "ship/shipper_view.hpp"
#include "ship/status_server.hpp"

namespace celltally {

// /metrics, /healthz (alive), /readyz (200, or 503 and a line for each problem); nothing for every
// other path.
std::optional<StatusPage> status_page(std::string_view path, const ShipperView& view,
                                      const HealthLimits& limits, const Now& now);

}  // namespace celltally
