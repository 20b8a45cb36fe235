#include "audit/box/private_network.hpp"

#include <fcntl.h>
#include <linux/if_tun.h>
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

void set_up(ifreq request) {
  const int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  request.ifr_flags = IFF_UP;
  const bool up = ioctl(any, SIOCSIFFLAGS, &request) == 0;
  const int error = errno;
  close(any);
  errno = error;
  if (!up) give_up("the attack's interface stays down");
}

}  // namespace

PrivateNetwork::PrivateNetwork() {
  if (unshare(CLONE_NEWNET) != 0) give_up("a network of its own cannot be had");
  wire_ = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
  if (wire_ < 0) give_up("/dev/net/tun, the wire of an interface of its own, cannot be opened");
  ifreq request{};
  std::strncpy(request.ifr_name, kInterface, sizeof(request.ifr_name) - 1);
  request.ifr_flags = IFF_TAP | IFF_NO_PI;
  if (ioctl(wire_, TUNSETIFF, &request) != 0) give_up("an interface of its own cannot be had");
  set_up(request);
}

PrivateNetwork::~PrivateNetwork() {
  if (wire_ >= 0) close(wire_);
}

void PrivateNetwork::send(std::span<const std::uint8_t> frame) {
  if (write(wire_, frame.data(), frame.size()) < 0) give_up("a packet is not sent");
}

}  // namespace celltally
