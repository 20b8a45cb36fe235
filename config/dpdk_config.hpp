#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace celltally {

// Section `capture.dpdk`: what all DPDK ports share. Without a DPDK port nothing looks at it.
struct DpdkConfig {
  bool huge_pages = true;
  std::uint32_t memory_mb = 0;            // MiB; 0: as much as the buffers need
  std::uint32_t mempool_packets = 16384;  // buffers of each port
  std::uint32_t ring_descriptors = 4096;  // of each receive queue
  std::string file_prefix = "celltally";  // keeps this process apart from other DPDK programs
  std::vector<std::string> extra_args;    // for the EAL, as they are

  bool operator==(const DpdkConfig&) const = default;
};

}  // namespace celltally
