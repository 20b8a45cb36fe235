#pragma once

#include <cstdint>

namespace celltally {

// What the kernel dropped because a net_af_packet port's ring was full. The driver does not tell,
// but its sockets are this process's, and the kernel tells through them. Asking resets the
// kernel's number, so this adds up. One thread. Two net_af_packet ports on the same interface share
// their drops at random; their sum is right.
class AfPacketDrops {
 public:
  // Of the driver's sockets on the interface with this index; 0: nothing to count.
  explicit AfPacketDrops(unsigned interface_index) : interface_(interface_index) {}

  // Since the port was opened.
  std::uint64_t count();

 private:
  unsigned interface_;
  std::uint64_t sum_ = 0;
};

}  // namespace celltally
