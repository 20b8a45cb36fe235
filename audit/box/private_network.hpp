#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace celltally {

// A network that only this thread and its children are in, with nothing but the loopback interface
// `lo`: what is sent there, a probe that captures on it sees. Needs root. The thread never comes
// back out of it: let it be one of the attack's own.
class PrivateNetwork {
 public:
  // Throws std::runtime_error, with why it cannot be.
  PrivateNetwork();
  PrivateNetwork(const PrivateNetwork&) = delete;
  PrivateNetwork& operator=(const PrivateNetwork&) = delete;
  ~PrivateNetwork();

  // An Ethernet frame onto lo. Throws likewise.
  void send(std::span<const std::uint8_t> frame);

 private:
  int socket_ = -1;
};

}  // namespace celltally
