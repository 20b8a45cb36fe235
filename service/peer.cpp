#include "service/peer.hpp"

#include <grp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <span>

namespace celltally {

Result<std::uint32_t, std::string> group_named(const std::string& name) {
  std::array<char, 16384> room{};
  struct group entry {};
  struct group* found = nullptr;
  const int error = getgrnam_r(name.c_str(), &entry, room.data(), room.size(), &found);
  if (error == 0 && found != nullptr) return std::uint32_t{found->gr_gid};
  return fail("there is no group " + name + "; make it (addgroup --system " + name +
              ") or name another in control.group");
}

bool may_ask(int socket, std::uint32_t group) noexcept {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  if (peer.uid == 0 || peer.uid == geteuid() || peer.gid == group) return true;
  std::array<gid_t, 1024> groups{};
  size = sizeof groups;
  if (getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &size) != 0) return false;
  const auto told = std::span{groups}.first(size / sizeof(gid_t));
  return std::find(told.begin(), told.end(), group) != told.end();
}

}  // namespace celltally
