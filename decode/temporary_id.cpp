#include "decode/temporary_id.hpp"

namespace celltally {
namespace {

__extension__ using Product = unsigned __int128;

std::uint64_t folded(std::uint64_t one, std::uint64_t other) noexcept {
  const Product product = Product{one} * other;
  return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
}

// Eight octets as a number; of fewer, what there is. The order of octets does not matter.
std::uint64_t word(std::span<const std::uint8_t> octets) noexcept {
  std::uint64_t number = 0;
  if (!octets.empty()) std::memcpy(&number, octets.data(), octets.size());
  return number;
}

}  // namespace

// Two folds of 64 bits that begin with different numbers (the fractions of pi, in hexadecimal):
// enough to tell apart what honest nodes name, and whoever makes two of his own names meet has
// confused his own sessions.
TemporaryId TemporaryId::of_text(Kind kind, const IpAddress& node,
                                 std::span<const std::uint8_t> text) noexcept {
  std::uint64_t one = 0x243f6a8885a308d3 ^ text.size();
  std::uint64_t two = 0x13198a2e03707344 ^ text.size();
  while (!text.empty()) {
    const auto next = text.first(text.size() < 8 ? text.size() : 8);
    text = text.subspan(next.size());
    const std::uint64_t number = word(next);
    one = folded(one ^ number, 0xa4093822299f31d1);
    two = folded(two ^ number, 0x082efa98ec4e6c89) + number;
  }
  TemporaryId id(kind);
  id.put_number(one, 8);
  id.put_number(two, 8);
  id.put(node.bytes().first(node.length < kOctetsMax - 16 ? node.length : kOctetsMax - 16));
  return id;
}

std::string_view to_text(TemporaryId::Kind kind) noexcept {
  using Kind = TemporaryId::Kind;
  switch (kind) {
    case Kind::none: return "";
    case Kind::enb_ue: return "enb_ue";
    case Kind::mme_ue: return "mme_ue";
    case Kind::ran_ue: return "ran_ue";
    case Kind::amf_ue: return "amf_ue";
    case Kind::guti: return "guti";
    case Kind::s_tmsi: return "s_tmsi";
    case Kind::s_tmsi_5g: return "s_tmsi_5g";
    case Kind::user_tunnel: return "user_tunnel";
    case Kind::tmsi: return "tmsi";
    case Kind::p_tmsi: return "p_tmsi";
    case Kind::tlli: return "tlli";
    case Kind::sccp_connection: return "sccp_connection";
    case Kind::pfcp_session: return "pfcp_session";
    case Kind::ue_address: return "ue_address";
    case Kind::diameter_session: return "diameter_session";
    case Kind::radius_session: return "radius_session";
    case Kind::sip_dialog: return "sip_dialog";
    case Kind::wifi_device: return "wifi_device";
  }
  return "";
}

}  // namespace celltally
