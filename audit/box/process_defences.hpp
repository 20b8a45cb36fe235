#pragma once

#include <cstdint>
#include <string>

namespace celltally {

// What keeps a running process's memory from others, and it from the network, as the kernel tells
// it of any process.
struct ProcessDefences {
  std::uint64_t core_octets = 0;  // the most that a core dump may have, now or after it was raised
  std::uint64_t swapped_kib = 0;
  bool dumpable = true;  // its own user may look into it; not known of root's processes
  bool dumpable_known = false;
  bool no_new_privileges = false;
  bool calls_filtered = false;  // seccomp mode 2
  std::uint64_t internet_sockets = 0;
  bool sockets_known = false;  // we may look

  // Throws std::runtime_error when there is no such process.
  static ProcessDefences of(int process);
};

}  // namespace celltally
