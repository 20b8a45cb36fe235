#pragma once

#include <memory>
#include <optional>

#include "anonymise/epoch_key.hpp"
#include "anonymise/subscriber_lists.hpp"
#include "vocabulary/machine_rules.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What a worker begins an epoch with.
struct EpochStart {
  std::optional<EpochKey> key;  // none: the one that the worker was made with is this epoch's
  Timestamp born;               // the epoch's name: whole seconds, no two of a process the same
  // What is a machine in this epoch beside what protocols say; nullptr: nothing, or, in replay,
  // what was said in the beginning.
  std::shared_ptr<const MachineRules> machines{};
  // Who has opted out in this epoch, and in which segments people are; nullptr: likewise.
  std::shared_ptr<const SubscriberLists> lists{};
};

}  // namespace celltally
