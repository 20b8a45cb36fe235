#pragma once

#include <cstdio>
#include <string>

#include "decode/type_allocation_code.hpp"

namespace celltally {

// All eight of them; "" of none.
inline std::string digits_of(TypeAllocationCode tac) {
  char text[16];
  (void)std::snprintf(text, sizeof text, "%08u", tac.value);
  return tac.known() ? text : "";
}

}  // namespace celltally
