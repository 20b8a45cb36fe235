#pragma once

#include <algorithm>
#include <vector>

#include "aggregate/person.hpp"
#include "aggregate/visit_pruner.hpp"

namespace celltally::test {

// All of a person's, the earliest first.
inline std::vector<Visit> visits_of(const Person& person, const VisitLog& log) {
  std::vector<Visit> visits;
  if (person.visits) visits.push_back(person.now);
  log.each_from_newest(person.log, [&](const Visit& visit) {
    visits.push_back(visit);
    return true;
  });
  std::reverse(visits.begin(), visits.end());
  return visits;
}

}  // namespace celltally::test
