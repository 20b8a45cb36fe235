#pragma once

#include <cstdint>

#include "aggregate/visit.hpp"

namespace celltally {

// That a person was seen in a cell: what VisitRules takes of an event.
struct Sighting {
  std::uint32_t cell = 0;    // of the CellTable
  std::uint32_t second = 0;  // of the day
  Visit::Rank rank = Visit::Rank::exact;
  bool arrives = false;  // came into the network
  bool leaves = false;
};

}  // namespace celltally
