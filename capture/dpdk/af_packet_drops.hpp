#pragma once

#include <cstdint>
#include <vector>

namespace celltally {

// What the kernel dropped because a net_af_packet port's ring was full. The driver does not tell,
// but its sockets are this process's, and the kernel tells through them. Asking resets the
// kernel's number, so this adds up, also when the interface has vanished. One thread. Two
// net_af_packet ports on the same interface share their drops at random; their sum is right.
class AfPacketDrops {
 public:
  AfPacketDrops() = default;  // nothing to count
  // Of the sockets that the driver has on the interface with this index now.
  explicit AfPacketDrops(unsigned interface_index);

  // Since the port was opened. REQUIRES: the driver has not closed its sockets.
  std::uint64_t count();

 private:
  std::vector<int> sockets_;  // the driver's
  std::uint64_t sum_ = 0;
};

}  // namespace celltally
