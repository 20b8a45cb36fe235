#pragma once

#include "aggregate/closed_window.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// A closed window and the epoch in which its people were told apart. A day has more than one when
// the probe was started in it or its clock was set: a person may be in the windows of both.
struct EpochWindow {
  ClosedWindow window;
  Timestamp epoch;  // when its key was born, whole seconds
};

}  // namespace celltally
