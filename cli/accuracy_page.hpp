#pragma once

#include <string>

#include "cli/comparison.hpp"

namespace celltally {

// How accurate counts are, for people: a table of all statistics, then what each has for itself.
// `exact` says whether the counts are those of the lab.
std::string accuracy_text(const Comparison& comparison, bool exact);

// For programs: a JSON object a line, one of each statistic that is in both files. What cannot be
// said is null.
std::string accuracy_json(const Comparison& comparison);

}  // namespace celltally
