#pragma once

#include <compare>
#include <cstddef>

namespace celltally {

// A place in a text file. Line 0: the file as a whole.
struct TextPlace {
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // octets from the line's start, from 0

  auto operator<=>(const TextPlace&) const = default;
};

}  // namespace celltally
