#pragma once

#include <cstdint>
#include <string>

#include "vocabulary/event_kind.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// One exact number of a scenario. Numbers that are zero have no row.
struct TruthRow {
  Statistic statistic = Statistic::presence;
  std::string place;  // as to_text(Place) gives it
  Window window;
  EventKind kind = EventKind::none;  // of events only
  std::uint64_t value = 0;
  std::uint64_t people = 0;  // different known people behind the value
};

}  // namespace celltally
