#pragma once

#include <iosfwd>
#include <span>

#include "simulate/truth_row.hpp"

namespace celltally {

// "stat,place,from,to,kind,value,people", then a line for each row; times in UTC, ISO 8601.
void write_truth_csv(std::ostream& out, std::span<const TruthRow> rows);

}  // namespace celltally
