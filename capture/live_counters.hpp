#pragma once

#include <cstdint>

namespace celltally {

// What a live interface received and lost, since it was opened; it counts on when it is opened
// again.
struct LiveCounters {
  std::uint64_t packets = 0;            // given to the caller
  std::uint64_t octets = 0;             // of these packets
  std::uint64_t cut = 0;                // given, but longer on the wire than what is read of one
  std::uint64_t kernel_dropped = 0;     // lost: the kernel's ring was full (ps_drop)
  std::uint64_t interface_dropped = 0;  // by the interface or its driver (ps_ifdrop); maybe ours
  std::uint64_t reopened = 0;           // how often the interface was lost and found again
};

}  // namespace celltally
