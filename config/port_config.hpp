#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace celltally {

// One item of `capture.ports`: a place where packets arrive. Exactly one of pci, vdev, interface
// and files is not empty.
struct PortConfig {
  std::string name;       // unique; empty: none given
  std::string pci;        // DPDK port, "0000:03:00.0"
  std::string vdev;       // DPDK virtual device with its arguments, "net_af_packet0,iface=eth1"
  std::string interface;  // network interface, through libpcap
  std::vector<std::string> files;  // captures, absolute paths, through libpcap
  std::uint32_t queues = 1;        // 1 to 16
  bool promiscuous = true;
  std::uint32_t max_frame = 9216;  // octets of a frame, 64 to 16384; what is longer is cut or lost

  bool operator==(const PortConfig&) const = default;
};

}  // namespace celltally
