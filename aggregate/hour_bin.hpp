#pragma once

#include "vocabulary/timestamp.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// One hour of a day and the packet times at which its statistics close.
struct HourBin {
  Window window;
  Timestamp half;  // the middle: half past of an ordinary hour
  Timestamp events_due;
  Timestamp presence_due;
};

}  // namespace celltally
