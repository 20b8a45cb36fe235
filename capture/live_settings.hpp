#pragma once

#include <cstdint>
#include <string>

namespace celltally {

// One interface of the kernel's to receive from through libpcap.
struct LiveSettings {
  std::string interface;         // "eth0", or "any"
  std::uint32_t buffer_mb = 16;  // of the kernel's ring
  bool promiscuous = true;       // take frames for others: needed on a mirror port
  std::uint32_t delay_ms = 10;   // the kernel holds packets back so long at most; at least 1
  // Each packet at once, without delay_ms. Costs more, and every packet then takes 64 KiB of the
  // kernel's ring, whatever its length.
  bool at_once = false;
  std::uint16_t source = 0;  // Packet::source
};

}  // namespace celltally
