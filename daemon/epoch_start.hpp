#pragma once

#include <optional>

#include "anonymise/epoch_key.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What a worker begins an epoch with.
struct EpochStart {
  std::optional<EpochKey> key;  // none: the one that the worker was made with is this epoch's
  Timestamp born;               // the epoch's name: whole seconds, no two of a process the same
};

}  // namespace celltally
