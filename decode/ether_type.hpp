#pragma once

#include <cstdint>

namespace celltally {

// What comes after a link-layer or tunnel header (IEEE 802 numbers). Values below 0x0600 are
// lengths of 802.3 frames, which carry nothing that is read here.
enum class EtherType : std::uint16_t {
  ipv4 = 0x0800,
  vlan = 0x8100,
  ipv6 = 0x86dd,
  erspan = 0x88be,  // types I and II
  erspan_iii = 0x22eb,
  ethernet = 0x6558,  // an Ethernet frame, bridged
  mpls = 0x8847,
  mpls_multicast = 0x8848,
  pppoe_session = 0x8864,
  provider_vlan = 0x88a8,
  qinq_old = 0x9100,
  qinq_older = 0x9200,
};

constexpr bool is_vlan_tag(EtherType type) noexcept {
  return type == EtherType::vlan || type == EtherType::provider_vlan ||
         type == EtherType::qinq_old || type == EtherType::qinq_older;
}

constexpr bool is_mpls(EtherType type) noexcept {
  return type == EtherType::mpls || type == EtherType::mpls_multicast;
}

}  // namespace celltally
