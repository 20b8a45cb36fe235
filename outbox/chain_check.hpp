#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vocabulary/result.hpp"

namespace celltally {

// A whole outbox checked: every segment by itself, and as a chain.
struct ChainCheck {
  std::uint64_t segments = 0;         // sound ones
  std::uint64_t dropped = 0;          // gone, and declared or about to be
  std::uint64_t quarantined = 0;      // gone, and in quarantine
  std::vector<std::string> problems;  // a line each, beginning with the file
};

// Reads every segment, recomputes its checksum, and looks whether each one's `previous` is the hash
// of the one before it, unless numbers in between are gone, and whether these are accounted for.
// What is missing before the first segment is not: it may have been delivered. The error is for a
// folder that cannot be listed. A segment that is removed meanwhile is left out.
Result<ChainCheck, std::string> check_chain(const std::string& folder);

}  // namespace celltally
