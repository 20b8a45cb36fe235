#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ship/sink_tally.hpp"

namespace celltally {

// One sink as the metrics and the health page show it. A copy, taken at one moment.
struct SinkView {
  std::string name;
  SinkTally tally;
  std::vector<std::string> refused_names{};
  std::optional<Timestamp> oldest_waiting{};  // when the first one that waits was written
  std::string state_problem{};  // why the state could not be saved; empty when it could
};

}  // namespace celltally
