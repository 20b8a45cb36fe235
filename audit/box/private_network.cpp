#include "audit/box/private_network.hpp"

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace celltally {
namespace {

[[noreturn]] void give_up(const char* what) {
  throw std::runtime_error{std::string{what} + ": " + std::strerror(errno)};
}

// The number of the interface.
int set_up(int socket) {
  ifreq request{};
  std::strcpy(request.ifr_name, "lo");
  if (ioctl(socket, SIOCGIFFLAGS, &request) != 0) give_up("no loopback interface");
  request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
  if (ioctl(socket, SIOCSIFFLAGS, &request) != 0) give_up("the loopback interface stays down");
  return static_cast<int>(if_nametoindex("lo"));
}

}  // namespace

PrivateNetwork::PrivateNetwork() {
  if (unshare(CLONE_NEWNET) != 0) give_up("a network of its own needs root");
  socket_ = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);  // 0: it receives nothing
  if (socket_ < 0) give_up("no packet socket");
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_ifindex = set_up(socket_);
  if (bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    give_up("the loopback interface cannot be sent to");
  }
}

PrivateNetwork::~PrivateNetwork() {
  if (socket_ >= 0) close(socket_);
}

void PrivateNetwork::send(std::span<const std::uint8_t> frame) {
  if (::send(socket_, frame.data(), frame.size(), 0) < 0) give_up("a packet is not sent");
}

}  // namespace celltally
