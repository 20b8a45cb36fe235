#include "capture/dpdk/kernel_interface.hpp"

#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <istream>
#include <sstream>

namespace celltally {

namespace {

// Any socket will do for asking; a UNIX one needs no right to the network.
class AskingSocket {
 public:
  AskingSocket() : socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {}
  AskingSocket(const AskingSocket&) = delete;
  AskingSocket& operator=(const AskingSocket&) = delete;
  ~AskingSocket() {
    if (socket_ >= 0) close(socket_);
  }

  // errno is the reason when this is false.
  bool ask(unsigned long question, const std::string& name, ifreq& answer) const {
    name.copy(answer.ifr_name, IFNAMSIZ - 1);
    return ioctl(socket_, question, &answer) == 0;
  }

 private:
  int socket_;
};

}  // namespace

KernelInterface::KernelInterface(unsigned index) : index_(index) {
  std::array<char, IF_NAMESIZE> name{};
  if (if_indextoname(index, name.data()) != nullptr) name_ = name.data();
}

PortLink KernelInterface::link() const {
  ifreq answer{};
  const unsigned index = if_nametoindex(name_.c_str());
  if (index == 0) {
    return {.state = PortLink::State::gone,
            .speed_mbps = 0,
            .reason = "interface " + name_ + " vanished; opened again when it is back"};
  }
  if (index != index_) {
    return {.state = PortLink::State::replaced,
            .speed_mbps = 0,
            .reason = "interface " + name_ + " is back, as another one"};
  }
  if (!AskingSocket{}.ask(SIOCGIFFLAGS, name_, answer) || (answer.ifr_flags & IFF_UP) == 0) {
    return {.state = PortLink::State::down,
            .speed_mbps = 0,
            .reason = "interface " + name_ + " is down; set it up: ip link set " + name_ + " up"};
  }
  if ((answer.ifr_flags & IFF_RUNNING) == 0) {
    return {.state = PortLink::State::down,
            .speed_mbps = 0,
            .reason = "interface " + name_ + " has no carrier; check the cable and the other end"};
  }
  return {.state = PortLink::State::up, .speed_mbps = 0, .reason = {}};
}

std::uint64_t KernelInterface::dropped() const {
  std::ifstream table{"/proc/thread-self/net/dev"};
  return dropped_in(table, name_);
}

std::uint32_t KernelInterface::mtu() const {
  ifreq answer{};
  if (!AskingSocket{}.ask(SIOCGIFMTU, name_, answer)) return 0;
  return static_cast<std::uint32_t>(std::max(answer.ifr_mtu, 0));
}

std::uint64_t dropped_in(std::istream& table, const std::string& interface) {
  for (std::string line; std::getline(table, line);) {
    const auto colon = line.rfind(':');
    if (colon == std::string::npos) continue;
    const auto name = line.substr(0, colon).substr(std::min(line.find_first_not_of(' '), colon));
    if (name != interface) continue;
    // bytes packets errs drop
    std::istringstream columns{line.substr(colon + 1)};
    std::array<std::uint64_t, 4> counts{};
    for (std::uint64_t& count : counts) columns >> count;
    return counts[3];
  }
  return 0;
}

}  // namespace celltally
