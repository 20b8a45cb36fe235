#pragma once

#include <memory>
#include <string>
#include <vector>

#include "anonymise/subscriber_lists.hpp"
#include "config/cell_inventory.hpp"
#include "config/celltally_config.hpp"
#include "vocabulary/machine_rules.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// What the probe counts by, from the files that its configuration names. celltallyd reads them at
// its start and at each reload, `celltally validate` to say whether it could.
struct OperatorFiles {
  CellInventory inventory;
  MachineRules machines;
  std::shared_ptr<const SubscriberLists> lists;  // nullptr: none
};

// The error: every problem of all files, a line each. REQUIRES: a valid configuration of a probe.
Result<OperatorFiles, std::vector<std::string>> load_operator_files(const CelltallyConfig& config);

}  // namespace celltally
