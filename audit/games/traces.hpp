#pragma once

#include <cstdint>
#include <vector>

namespace celltally {

// The cell of each hour, for each of some people.
using Traces = std::vector<std::vector<std::uint32_t>>;

// How many are in each cell, by hour then cell: numbers as an attacker takes them to be.
using Crowds = std::vector<std::vector<double>>;

// Ways of `people` people through such crowds: from hour to hour whoever can stays, from day to day
// the ways that are most alike are one person's. REQUIRES: whole days of 24 hours.
Traces linked_traces(const Crowds& crowds, std::uint32_t people);

// The share of hours that are right when each trace is held against the true one that suits it
// best, each once. REQUIRES: as many of the one as of the other, all equally long.
double share_right(const Traces& recovered, const Traces& truth);

}  // namespace celltally
