#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "outbox/segment_file.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The file by which the shipper tells the probe what it may remove: one line, the greatest sequence
// up to which every sink is done with every segment; 0 for none. It lies in the shipper's own
// folder, and the probe reads it.

// 0 when there is no such file yet. The error, one line, is for a file that says something else or
// cannot be read: nothing counts as acknowledged then.
Result<std::uint64_t, std::string> read_acknowledgement(const std::string& path);

// Replaces the file, whole or not at all, and makes it last. REQUIRES: `path` has a folder in it.
std::optional<WriteFault> write_acknowledgement(const std::string& path, std::uint64_t sequence);

}  // namespace celltally
