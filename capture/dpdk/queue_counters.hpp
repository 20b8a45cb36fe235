#pragma once

#include <cstdint>

namespace celltally {

// What one receive queue did since its port was opened.
struct QueueCounters {
  std::uint64_t packets = 0;    // given to the caller
  std::uint64_t octets = 0;     // of these packets
  std::uint64_t too_long = 0;   // lost: longer than frame_bytes_max
  std::uint64_t maybe_cut = 0;  // given, but as long as the driver can give: the end may be missing
  std::uint64_t empty_polls = 0;  // in a row until now; for idling and for the end of a file
};

}  // namespace celltally
