#pragma once

#include <stdexcept>

namespace celltally {

// An installed program does not start, does not end, or ends badly where it should work. Such an
// attack has failed, not been skipped: else whoever wants a program to pass need only break it.
class ProgramFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace celltally
