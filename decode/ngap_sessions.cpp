#include "decode/ngap_sessions.hpp"

#include <algorithm>

#include "decode/aper_pdu.hpp"

namespace celltally {
namespace {

// Which optional parts an item has, as the bits of its first octet.
struct ItemHead {
  static constexpr std::uint8_t kLater = 0x80;  // parts of a later release, at its end

  bool nas = false;
  bool slice = false;
  bool extensions = false;
  bool later = false;
};

ItemHead read_head(NgapElement list, std::uint8_t octet) noexcept {
  ItemHead head;
  head.later = (octet & ItemHead::kLater) != 0;
  switch (list) {
    case NgapElement::sessions_to_set_up_in_handover:
    case NgapElement::sessions_switched: head.extensions = (octet & 0x40) != 0; break;
    default: head.nas = (octet & 0x40) != 0; head.extensions = (octet & 0x20) != 0;
  }
  head.slice = list != NgapElement::sessions_to_modify && list != NgapElement::sessions_switched;
  return head;
}

// S-NSSAI (9.3.1.24): a head of three bits, SST, and SD on octets of its own. False: there is more
// than is known here.
bool read_slice(ByteCursor& bytes, std::uint8_t& type) noexcept {
  const std::uint32_t head = bytes.u16();
  if ((head & 0x4000) != 0) bytes.skip(3);
  if ((head & 0x2000) != 0) skip_aper_extensions(bytes);
  type = static_cast<std::uint8_t>(head >> 5);
  return (head & 0x8000) == 0;
}

// The rest of a GTPTunnel (9.3.2.2) from the address on. 160 bits are an address of each family.
NgapTunnel read_tunnel(std::size_t address_bits, ByteCursor bytes) noexcept {
  NgapTunnel tunnel;
  const ByteCursor address = bytes.sub((address_bits + 7) / 8);
  tunnel.teid = bytes.sub(4);
  ByteCursor octets = address;
  if (!bytes.ok()) return {};
  switch (address_bits) {
    case 160: tunnel.ipv4 = IpAddress::of(octets.bytes(4)); [[fallthrough]];
    case 128: tunnel.ipv6 = IpAddress::of(octets.bytes(16)); break;
    case 32: tunnel.ipv4 = IpAddress::of(octets.bytes(4)); break;
    default: return {};
  }
  return tunnel;
}

// UPTransportLayerInformation: choice, head, and the length of an address less one, in 12 bits.
NgapTunnel read_tunnel_information(ByteCursor value) noexcept {
  constexpr std::uint32_t kOther = 0x8000;        // no GTP tunnel
  constexpr std::uint32_t kLongAddress = 0x1000;  // of a later release
  const std::uint32_t head = value.u16();
  if (!value.ok() || (head & (kOther | kLongAddress)) != 0) return {};
  return read_tunnel((head >> 4 & 0xff) + 1, value);
}

// The same behind four bits: of a list of pairs, the UPF's end goes first, and of Path Switch
// Request Acknowledge Transfer.
NgapTunnel read_tunnel_behind_nibble(ByteCursor value) noexcept {
  const std::uint32_t head = value.u16();
  constexpr std::uint32_t kOther = 0x0800;
  constexpr std::uint32_t kLongAddress = 0x0100;
  if (!value.ok() || (head & (kOther | kLongAddress)) != 0) return {};
  return read_tunnel((head & 0xff) + 1, value);
}

NgapTunnel read_switched(ByteCursor transfer) noexcept {
  constexpr std::uint8_t kHasTunnel = 0x40;
  ByteCursor head = transfer;
  if ((head.u8() & kHasTunnel) == 0) return {};
  return read_tunnel_behind_nibble(transfer);
}

NgapTunnel read_transfer(ByteCursor transfer) noexcept {
  transfer.skip(1);  // whether later parts follow the elements
  const std::uint16_t count = transfer.u16();
  if (!transfer.ok()) return {};
  AperElements elements{transfer, count};
  for (AperElement element; elements.next(element);) {
    switch (static_cast<NgapElement>(element.id)) {
      case NgapElement::ul_ngu_up_tnl_information: return read_tunnel_information(element.value);
      case NgapElement::ul_ngu_up_tnl_modify_list: return read_tunnel_behind_nibble(element.value);
      default: break;
    }
  }
  return {};
}

}  // namespace

NgapSessions::NgapSessions(NgapElement list, ByteCursor value) noexcept
    : rest_(value), list_(list) {
  if (!rest_.empty()) left_ = std::size_t{rest_.u8()} + 1;  // at most 256 (maxnoofPDUSessions)
}

bool NgapSessions::next(NgapSession& session) noexcept {
  if (left_ == 0) return false;
  --left_;
  session = {};
  bool cut = false;
  const ItemHead head = read_head(list_, rest_.u8());
  rest_.skip(1);  // PDU Session ID
  if (head.nas) session.nas = read_aper_string(rest_, cut);
  const bool slice_known = !head.slice || read_slice(rest_, session.slice_type);
  const ByteCursor transfer = slice_known ? read_aper_string(rest_, cut) : ByteCursor{};
  if (!rest_.ok() || cut || !slice_known) {
    broken_ = true;
    left_ = 0;
    return false;
  }
  session.tunnel =
      list_ == NgapElement::sessions_switched ? read_switched(transfer) : read_transfer(transfer);
  if (head.extensions) skip_aper_extensions(rest_);
  if (head.later) left_ = 0;  // their end is not known here
  return true;
}

}  // namespace celltally
