#include "capture/dpdk/af_packet_drops.hpp"

#include <linux/if_packet.h>
#include <sys/socket.h>

#include <charconv>
#include <filesystem>
#include <string>
#include <system_error>

namespace celltally {

namespace {

// True for a packet socket that listens to the interface through a ring of the driver's version;
// libpcap's have another.
bool belongs_to_driver(int socket, unsigned interface) {
  sockaddr_ll address{};
  socklen_t size = sizeof address;
  // A socket's address is filled in through the general type; the kernel says which it is.
  auto* general = static_cast<sockaddr*>(static_cast<void*>(&address));
  if (getsockname(socket, general, &size) != 0 || address.sll_family != AF_PACKET ||
      address.sll_ifindex != static_cast<int>(interface)) {
    return false;
  }
  int version = -1;
  size = sizeof version;
  return getsockopt(socket, SOL_PACKET, PACKET_VERSION, &version, &size) == 0 &&
         version == TPACKET_V2;
}

std::uint64_t drops_of(int socket) {
  tpacket_stats statistics{};
  socklen_t size = sizeof statistics;
  if (getsockopt(socket, SOL_PACKET, PACKET_STATISTICS, &statistics, &size) != 0) return 0;
  return statistics.tp_drops;
}

}  // namespace

AfPacketDrops::AfPacketDrops(unsigned interface_index) {
  std::error_code end;
  std::filesystem::directory_iterator entry{"/proc/self/fd", end};
  for (; !end && entry != std::filesystem::directory_iterator{}; entry.increment(end)) {
    const std::string name = entry->path().filename().string();
    int socket = -1;
    std::from_chars(name.data(), name.data() + name.size(), socket);
    if (belongs_to_driver(socket, interface_index)) sockets_.push_back(socket);
  }
}

std::uint64_t AfPacketDrops::count() {
  for (const int socket : sockets_) sum_ += drops_of(socket);
  return sum_;
}

}  // namespace celltally
