#pragma once

#include <cstdint>
#include <string>

namespace celltally {

// One port to receive from.
struct DpdkPortSettings {
  // A PCI address of the allow-list ("0000:03:00.0"), or a vdev with its arguments
  // ("net_af_packet0,iface=eth1", "net_pcap0,rx_pcap=FILE").
  std::string device;
  std::uint16_t queues = 1;
  std::uint16_t descriptors = 1024;      // of each queue's ring; adjusted to what the card can
  std::uint32_t buffers = 0;             // of each queue; 0: as many as the ring needs
  std::uint32_t frame_bytes_max = 2048;  // longer frames are lost, and counted; at most 65,000
  bool promiscuous = true;               // take frames for others: needed on a mirror port
  std::uint16_t first_source = 0;        // Packet::source of queue 0; the others count on
};

}  // namespace celltally
