#pragma once

#include <string>

#include "ship/now.hpp"
#include "ship/shipper_view.hpp"

namespace celltally {

// The numbers about the system in Prometheus' text format, version 0.0.4. The only labels are the
// names of sinks, and the probe's name and version. Nothing is about a cell: a scrape would go past
// the protection of small numbers. docs/formats/metrics.md lists them.
std::string metrics_text(const ShipperView& view, const Now& now);

}  // namespace celltally
