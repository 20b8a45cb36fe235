#include "simulate/mirror_builder.hpp"

#include <cassert>
#include <utility>

#include "simulate/frame_builder.hpp"
#include "simulate/octet_writer.hpp"

namespace celltally {

namespace {

constexpr std::uint16_t kVxlanPort = 4789;
constexpr std::uint32_t kNetwork = 7;  // of VXLAN, and the session of ERSPAN

}  // namespace

Octets mirrored(Mirror mirror, std::span<const std::uint8_t> frame, std::uint32_t sequence) {
  assert(mirror != Mirror::none);
  const NodeAddress from = node("10.250.0.1");
  const NodeAddress to = node("10.250.0.2");
  OctetWriter writer;
  switch (mirror) {
    case Mirror::none: break;
    case Mirror::vxlan:
      writer.u32(0x08000000).u32(kNetwork << 8).octets(frame);
      return udp_frame({from, to, 49152, kVxlanPort}, writer.written());
    case Mirror::gre: writer.u16(0x0000).u16(0x6558); break;
    case Mirror::erspan:
      writer.u16(0x1000).u16(0x88be).u32(sequence);
      writer.u32(0x10000000 | 1u << 16 | kNetwork).u32(0);  // version 1, VLAN 1
      break;
  }
  writer.octets(frame);
  return ethernet(gre_packet(from, to, writer.written()));
}

}  // namespace celltally
