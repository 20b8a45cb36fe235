#pragma once

#include <cstdint>

namespace celltally {

// Basic blocks of decode/ that were executed since the start, and one more for every 16 octets that
// it had copied, set, compared or searched by the C library. The compiler counts
// (-fsanitize-coverage=trace-pc, see tests/CMakeLists.txt): the same work gives the same number on
// any machine, however busy. One thread.
std::uint64_t executed_blocks() noexcept;

}  // namespace celltally
