#pragma once

#include <stdexcept>

namespace celltally {

// The system gave no random octets. Numbers without noise must not leave: whoever meets it releases
// nothing.
class RandomnessFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace celltally
