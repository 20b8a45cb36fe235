#pragma once

#include <cstdint>
#include <string_view>

namespace celltally {

// What a captured packet begins with. The names of the file formats' link types are mapped to this
// in capture/; the layouts are read in decode/.
enum class LinkType : std::uint8_t {
  unsupported,  // a link type that nobody reads: counted as such
  ethernet,
  linux_sll,     // Linux cooked v1
  linux_sll2,    // Linux cooked v2
  raw_ip,        // starts with the IPv4 or IPv6 header
  null_host,     // BSD null: 4 octets of address family in the byte order of the capturing host
  null_network,  // OpenBSD loop: the same in network order
  gtp_c,         // starts with the GTP-C header, no addresses (only by an operator's mapping)
};

// "ethernet", "linux-sll", "linux-sll2", "raw-ip", "null", "loop", "gtp-c".
std::string_view to_text(LinkType type) noexcept;

}  // namespace celltally
