#include "decode/rua.hpp"

#include "decode/aper_pdu.hpp"
#include "decode/ranap.hpp"
#include "decode/signalling_point.hpp"

namespace celltally {
namespace {

using Role = TemporaryId::Role;

// TS 25.468 9.3.5.
constexpr std::uint8_t kConnect = 1;
constexpr std::uint8_t kDisconnect = 3;
constexpr std::uint8_t kProcedureMax = 6;  // the last is for private use
constexpr std::uint16_t kContextId = 3;
constexpr std::uint16_t kRanapMessage = 4;
constexpr std::uint16_t kDomain = 7;
constexpr std::uint16_t kGatewayPort = 29169;  // TS 25.467, IANA

struct Rua {
  std::uint8_t procedure = 0;
  std::uint32_t context = 0;  // 24 bits, and above them the domain, for each has its own
  bool has_context = false;
  ByteCursor ranap;
  bool cut = false;
};

std::optional<Rua> read_rua(const Datagram& datagram) noexcept {
  const auto pdu = read_aper_pdu(datagram.payload, datagram.cut);
  if (!pdu || pdu->outcome != AperPdu::Outcome::initiating) return {};
  if (pdu->procedure < kConnect || pdu->procedure > kProcedureMax) return {};
  Rua rua;
  rua.procedure = pdu->procedure;
  rua.cut = pdu->cut;
  std::uint32_t domain = 0;
  AperElements elements{pdu->elements, pdu->count};
  for (AperElement element; elements.next(element);) {
    if (element.id == kContextId) {
      rua.context = element.value.u24();
      rua.has_context = element.value.ok();
    } else if (element.id == kDomain) {
      domain = element.value.u8() >> 7;
    } else if (element.id == kRanapMessage) {
      rua.ranap = read_aper_string(element.value, rua.cut);
    }
  }
  if (elements.broken() && !datagram.cut) return {};
  rua.context |= domain << 24;
  return rua;
}

// The home node B is the side that is not the gateway. Not known() where the ports do not tell them
// apart.
SignallingPoint home_node(const Datagram& datagram) noexcept {
  const bool up = datagram.destination_port == kGatewayPort;
  const bool down = datagram.source_port == kGatewayPort;
  if (up == down) return {};
  return up ? SignallingPoint::of_node(datagram.source, datagram.source_port)
            : SignallingPoint::of_node(datagram.destination, datagram.destination_port);
}

// A context's number is one of its home node B.
TemporaryId context_of(const Rua& rua, SignallingPoint node) noexcept {
  if (!rua.has_context || !node.known()) return {};
  return TemporaryId::in_scope(TemporaryId::Kind::sccp_connection, node.scope, rua.context);
}

Role role_of(std::uint8_t procedure) noexcept {
  switch (procedure) {
    case kConnect: return Role::given;
    case kDisconnect: return Role::ends;
    default: return Role::names;
  }
}

}  // namespace

std::optional<bool> decode_rua(const Datagram& datagram, MessageBurst& burst) noexcept {
  const auto rua = read_rua(datagram);
  if (!rua) return false;
  if (rua->ranap.empty()) return std::nullopt;
  const auto pdu = open_ranap(rua->ranap.rest(), rua->cut);
  if (!pdu) return false;
  SignallingMessage& message = burst.add();
  message.protocol = Protocol::ranap;
  message.comes_once = true;
  if (rua->cut) message.damage = MessageDamage::truncated;
  const SignallingPoint node = home_node(datagram);
  burst.add_temporary(context_of(*rua, node).as(role_of(rua->procedure)));
  // All contexts are of the home node B, and lost with it or with the core.
  read_ranap(*pdu, node, burst, message);
  return true;
}

}  // namespace celltally
