#pragma once

#include <cstdint>
#include <string>

namespace celltally {

// What a port knows of itself, as totals since it was opened. Numbers of the system, of nobody.
struct PortStatus {
  std::string name;    // as configured, or what it was opened by
  std::string driver;  // "net_af_packet", "libpcap", "files"
  bool up = false;     // receiving: the link is there
  std::uint64_t packets = 0;
  std::uint64_t octets = 0;
  // Packets that reached the port and were not given to the probe.
  std::uint64_t lost_queue_full = 0;  // the card or the kernel had no room (imissed, ps_drop)
  std::uint64_t lost_no_buffer = 0;   // the memory pool was empty
  std::uint64_t lost_errors = 0;      // damaged, too long, in too many pieces
  bool loss_known = true;             // false: the driver does not count what it drops
  std::string problem;                // why it is down; "" when it is not, or nobody knows
  bool start_anew = false;            // it could receive again, were the whole probe started anew

  std::uint64_t lost() const noexcept { return lost_queue_full + lost_no_buffer + lost_errors; }
};

}  // namespace celltally
