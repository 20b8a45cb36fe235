#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "anonymise/subscriber_lists.hpp"
#include "cli/replay_options.hpp"
#include "cli/replay_summary.hpp"
#include "cli/report.hpp"
#include "config/cell_inventory.hpp"
#include "vocabulary/machine_rules.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// What came out of reading the captures.
struct ReplayCounting {
  Report report;  // sorted
  ReplaySummary summary;
  std::size_t people_max = 0;  // there was room for so many
};

// Reads all files of `options` to their ends. SIGINT and SIGTERM end the program, for counts of
// half a capture are wrong. Fails when no key can be had.
Result<ReplayCounting, std::string> count_captures(const ReplayOptions& options,
                                                   const CellInventory& inventory,
                                                   const MachineRules& machines,
                                                   std::shared_ptr<const SubscriberLists> lists);

}  // namespace celltally
