#include "simulate/node_address.hpp"

#include <arpa/inet.h>

#include <cassert>

namespace celltally {

NodeAddress node(const std::string& text) {
  NodeAddress address;
  const bool v4 = text.find(':') == std::string::npos;
  address.length = v4 ? 4 : 16;
  const int parsed = inet_pton(v4 ? AF_INET : AF_INET6, text.c_str(), address.storage.data());
  assert(parsed == 1);
  if (parsed != 1) return {};
  return address;
}

}  // namespace celltally
