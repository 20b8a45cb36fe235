#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace celltally {

// What DPDK's interface does not tell about a driver, but its source (22.11) does.
struct DriverTraits {
  std::int64_t time_unit_ns =
      0;                       // of its packets' times since 1970; 0: it has none that mean a day
  std::uint32_t cut_from = 0;  // packets of this length may have been cut; 0: it never cuts
  bool file_ends = false;      // it reads a file, and then nothing comes any more
  bool kernel_ring = false;    // its ring is the kernel's, who counts what does not fit
  std::uint32_t own_buffers = 0;  // of each queue's pool that the driver keeps beside the ring's
  std::vector<std::string> blind_spots;  // what it loses without counting
};

// `arguments` are those after the vdev's name: "rx_pcap=FILE,infinite_rx=1".
DriverTraits driver_traits(std::string_view driver, std::string_view arguments);

// The value of a vdev's argument; empty when it is not there.
std::string_view argument_of(std::string_view arguments, std::string_view key) noexcept;

}  // namespace celltally
