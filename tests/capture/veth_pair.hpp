#pragma once

#include <sched.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tests/capture/frame_sender.hpp"
#include "tests/capture/in_child.hpp"

namespace celltally::testing {

// Goes into a network namespace that ends with this child process.
inline void enter_network_namespace() {
  if (unshare(CLONE_NEWNET) != 0) skip_child("no right to make a network namespace");
  // Or the kernel would greet the other end with packets of its own.
  std::ofstream{"/proc/sys/net/ipv6/conf/default/disable_ipv6"} << 1;
}

inline bool run(const std::string& command) {
  return std::system((command + " 2>/dev/null").c_str()) == 0;
}

// Two network interfaces, "near" and "far", that are each other's wire, in a network namespace of
// their own. To be made in a child.
class VethPair {
 public:
  explicit VethPair(int mtu = 1500) : mtu_(mtu) {
    enter_network_namespace();
    make();
  }

  // The two ends, up, and a socket that sends into the far one.
  void make() {
    const std::string mtu = " mtu " + std::to_string(mtu_);
    if (!run("ip link add near" + mtu + " type veth peer name far" + mtu)) {
      skip_child("no veth interfaces");
    }
    run("ip link set near up && ip link set far up");
    sender_ = std::make_unique<FrameSender>("far");
  }

  // Sends a frame from the far end to the near one; false when the kernel did not take it.
  bool send(const std::vector<std::uint8_t>& frame) const { return sender_->send(frame); }

 private:
  int mtu_;
  std::unique_ptr<FrameSender> sender_;
};

}  // namespace celltally::testing
