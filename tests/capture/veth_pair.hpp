#pragma once

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "tests/capture/in_child.hpp"

namespace celltally::testing {

// Two network interfaces, "near" and "far", that are each other's wire, in a network namespace that
// ends with the child process. To be made in a child.
class VethPair {
 public:
  explicit VethPair(int mtu = 1500) : mtu_(mtu) {
    if (unshare(CLONE_NEWNET) != 0) skip_child("no right to make a network namespace");
    // Or the kernel would greet the other end with packets of its own.
    std::ofstream{"/proc/sys/net/ipv6/conf/default/disable_ipv6"} << 1;
    make();
  }
  VethPair(const VethPair&) = delete;
  VethPair& operator=(const VethPair&) = delete;
  ~VethPair() {
    if (socket_ >= 0) close(socket_);
  }

  // The two ends, up, and a socket that sends into the far one.
  void make() {
    const std::string mtu = " mtu " + std::to_string(mtu_);
    if (!run("ip link add near" + mtu + " type veth peer name far" + mtu)) {
      skip_child("no veth interfaces");
    }
    run("ip link set near up && ip link set far up");
    if (socket_ >= 0) close(socket_);
    socket_ = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
    sockaddr_ll address{};
    address.sll_family = AF_PACKET;
    address.sll_ifindex = static_cast<int>(if_nametoindex("far"));
    if (bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      skip_child("no packet sockets");
    }
  }

  static bool run(const std::string& command) {
    return std::system((command + " 2>/dev/null").c_str()) == 0;
  }

  // Sends a frame from the far end to the near one; false when the kernel did not take it.
  bool send(const std::vector<std::uint8_t>& frame) const {
    return ::send(socket_, frame.data(), frame.size(), 0) == static_cast<ssize_t>(frame.size());
  }

  // A broadcast of a protocol that nobody answers (IEEE 802 local experimental), with a number.
  static std::vector<std::uint8_t> frame(std::uint32_t number, std::size_t size = 60) {
    std::vector<std::uint8_t> bytes{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2,
                                    0,    0,    0,    0,    1,    0x88, 0xb5};
    bytes.resize(size);
    for (std::size_t i = 14; i < size; ++i) {
      bytes[i] = static_cast<std::uint8_t>(number >> 8 * (i % 4));
    }
    return bytes;
  }

 private:
  int mtu_;
  int socket_ = -1;
};

}  // namespace celltally::testing
