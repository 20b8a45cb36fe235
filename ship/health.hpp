#pragma once

#include <string>
#include <vector>

#include "ship/health_limits.hpp"
#include "ship/now.hpp"
#include "ship/shipper_view.hpp"

namespace celltally {

// Why the system is not as it should be, a line each; empty when all is well. Text for people:
// numbers about the system, never about a cell.
std::vector<std::string> health_problems(const ShipperView& view, const HealthLimits& limits,
                                         const Now& now);

}  // namespace celltally
