#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace celltally {

// A network that only this thread and its children are in, with one interface whose wire we are
// (TAP): what is sent, a probe that captures on it sees come in. Needs root. The thread never comes
// back out of it: let it be one of the attack's own.
class PrivateNetwork {
 public:
  static constexpr const char* kInterface = "audit0";

  // Throws std::runtime_error, with why it cannot be.
  PrivateNetwork();
  PrivateNetwork(const PrivateNetwork&) = delete;
  PrivateNetwork& operator=(const PrivateNetwork&) = delete;
  ~PrivateNetwork();

  // An Ethernet frame of at most 1514 octets. Throws likewise.
  void send(std::span<const std::uint8_t> frame);

 private:
  int wire_ = -1;
};

}  // namespace celltally
