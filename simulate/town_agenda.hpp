#pragma once

#include <vector>

#include "simulate/small_town.hpp"
#include "simulate/town_person.hpp"
#include "simulate/town_step.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// Who lives in the small town and what they do today.
struct TownAgenda {
  Window captured;
  std::vector<TownPerson> persons;  // people, machines and emergency callers
  std::vector<TownStep> steps;      // in the order of time
};

TownAgenda make_agenda(const SmallTown::Options& options);

}  // namespace celltally
