#pragma once

#include <cstddef>
#include <vector>

#include "simulate/octets.hpp"

namespace celltally {

// A part of a message, taken apart so that a mutation may change what is in it and all lengths are
// right when it is put together again: a message, an element, an element in a group.
struct FuzzedElement {
  Octets head;   // all but the length and the value; none: octets of which no element could be made
  Octets value;  // unless it is a group
  std::vector<FuzzedElement> group;
  bool grouped = false;
  std::size_t type_at = 0;  // which octet of the head says most of what it is
};

}  // namespace celltally
