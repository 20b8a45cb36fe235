#pragma once

#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/capture/in_child.hpp"

namespace celltally::testing {

// Sends frames out of an interface, octet by octet as they are given. To be made in a child.
class FrameSender {
 public:
  explicit FrameSender(const std::string& interface)
      : socket_(socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0)) {
    sockaddr_ll address{};
    address.sll_family = AF_PACKET;
    address.sll_ifindex = static_cast<int>(if_nametoindex(interface.c_str()));
    if (bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      skip_child("no packet sockets");
    }
  }
  FrameSender(const FrameSender&) = delete;
  FrameSender& operator=(const FrameSender&) = delete;
  ~FrameSender() { close(socket_); }

  // False when the kernel did not take it.
  bool send(const std::vector<std::uint8_t>& frame) const {
    return ::send(socket_, frame.data(), frame.size(), 0) == static_cast<ssize_t>(frame.size());
  }

 private:
  int socket_;
};

// A broadcast of a protocol that nobody answers (IEEE 802 local experimental), with a number.
inline std::vector<std::uint8_t> numbered_frame(std::uint32_t number, std::size_t size = 60) {
  std::vector<std::uint8_t> bytes{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 1, 0x88, 0xb5};
  bytes.resize(size);
  for (std::size_t i = 14; i < size; ++i) {
    bytes[i] = static_cast<std::uint8_t>(number >> 8 * (i % 4));
  }
  return bytes;
}

}  // namespace celltally::testing
