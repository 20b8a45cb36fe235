#pragma once

#include <cstdint>
#include <optional>

#include "aggregate/shard.hpp"
#include "anonymise/anonymiser.hpp"

namespace celltally {

// How large the tables of a replay are made. A small file needs small ones: it cannot hold more
// messages than its octets allow.
struct TableSizes {
  Shard::Limits shard;
  Anonymiser::Limits sessions;

  // `octets`: of all input files together; 0 when not known (a pipe), which gives the defaults.
  // `people_max`: what the operator asks for, which goes before everything else.
  static TableSizes for_input(std::uint64_t octets, std::optional<std::uint64_t> people_max);
};

}  // namespace celltally
