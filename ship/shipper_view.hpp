#pragma once

#include <vector>

#include "ship/outbox_view.hpp"
#include "ship/probe_watch.hpp"
#include "ship/sink_view.hpp"

namespace celltally {

// Everything that the metrics and the health page are made of.
struct ShipperView {
  std::vector<SinkView> sinks;
  OutboxView outbox;
  ProbeWatch probe;
};

}  // namespace celltally
