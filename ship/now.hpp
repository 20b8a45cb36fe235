#pragma once

#include <chrono>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// A moment on both clocks. Waiting is measured on `steady`, which nobody can set; `wall` is for
// what people read. Tests make these up, so that three days pass in no time.
struct Now {
  std::chrono::nanoseconds steady{0};  // since some start, never backwards
  Timestamp wall;

  static Now read();
};

}  // namespace celltally
