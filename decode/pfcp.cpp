#include "decode/pfcp.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "decode/device_address.hpp"
#include "decode/identity_digits.hpp"
#include "decode/pfcp_elements.hpp"
#include "decode/pfcp_header.hpp"
#include "decode/pfcp_message_type.hpp"
#include "decode/slice_type.hpp"

namespace celltally {
namespace {

using Kind = TemporaryId::Kind;
using Octets = std::span<const std::uint8_t>;
using Role = TemporaryId::Role;

// Reads the elements of one message of a session. Names come in this order: the receiver's end of
// the session, the sender's, tunnels, addresses.
class SessionReader {
 public:
  SessionReader(const Datagram& datagram, const PfcpHeader& header, MessageBurst& burst,
                SignallingMessage& message) noexcept
      : datagram_(datagram), header_(header), burst_(burst), message_(message) {}

  void read() noexcept {
    read_message(header_.elements);
    name_sessions();
    for (const ByteCursor& each : std::span{tunnels_}.first(tunnels_count_)) give_tunnel(each);
    if (message_.apn.empty()) message_.apn = network_;
    for (const ByteCursor& each : {ipv4_, ipv6_prefix_}) {
      burst_.add_temporary(device_address(each.rest(), message_.apn).as(Role::given));
    }
  }

 private:
  // One for each of the tunnels that a message has room to name, and some to spare.
  static constexpr std::size_t kTunnelsMax = 16;

  void note_broken(const PfcpElements& elements) noexcept {
    if (elements.broken()) message_.note(MessageDamage::truncated);
  }

  void read_message(ByteCursor bytes) noexcept {
    PfcpElements elements{bytes};
    PfcpElement type{};
    for (ByteCursor value; elements.next(type, value);) read_element(type, value);
    note_broken(elements);
  }

  void read_element(PfcpElement type, ByteCursor value) noexcept {
    switch (type) {
      case PfcpElement::cause:
        if (!message_.cause.known()) message_.cause = {Cause::Domain::pfcp, value.u8()};
        return;
      case PfcpElement::f_seid:
        if (f_seid_.empty()) f_seid_ = value;
        return;
      case PfcpElement::user_id: return read_user(value);
      case PfcpElement::dnn: message_.apn = value.rest(); return;
      case PfcpElement::s_nssai:
        if (is_slice_of_machines(value.u8())) message_.machine = MachineHint::network;
        return;
      // What is to be, and what has come of it. An answer does not say towards whom a tunnel goes;
      // but whosever it is, it is this session's.
      case PfcpElement::create_pdr:
      case PfcpElement::update_pdr: return read_rule(value);
      case PfcpElement::created_pdr:
      case PfcpElement::updated_pdr:
      case PfcpElement::create_traffic_endpoint:
      case PfcpElement::created_traffic_endpoint:
      case PfcpElement::update_traffic_endpoint: return read_ends(value);
      default: return;
    }
  }

  void read_rule(ByteCursor bytes) noexcept {
    PfcpElements elements{bytes};
    PfcpElement type{};
    for (ByteCursor value; elements.next(type, value);) {
      if (type == PfcpElement::pdi) read_ends(value);
    }
    note_broken(elements);
  }

  // Of a PDI or a traffic endpoint: the core's end of a tunnel to the radio network, the device's
  // address, and the network that this is of: of the side of the core, for that of the radio
  // network has a name of its own.
  void read_ends(ByteCursor bytes) noexcept {
    constexpr std::uint8_t kAccess = 0;
    constexpr std::uint8_t kCore = 1;
    PfcpElements elements{bytes};
    PfcpElement type{};
    ByteCursor tunnel;
    ByteCursor network;
    std::uint8_t interface = kAccess;
    for (ByteCursor value; elements.next(type, value);) {
      if (type == PfcpElement::f_teid && tunnel.empty()) tunnel = value;
      if (type == PfcpElement::source_interface) interface = value.u8() & 15;
      if (type == PfcpElement::network_instance) network = value;
      if (type == PfcpElement::ue_ip_address) take_address(read_pfcp_ue_address(value));
    }
    note_broken(elements);
    if (interface == kAccess) take_tunnel(tunnel);
    if (interface == kCore && network_.empty()) network_ = network.rest();
  }

  void take_address(const PfcpUeAddress& address) noexcept {
    if (ipv4_.empty()) ipv4_ = address.ipv4;
    if (ipv6_prefix_.empty()) ipv6_prefix_ = address.ipv6_prefix;
  }

  // The flows of a session share a tunnel, and each names it.
  void take_tunnel(ByteCursor f_teid) noexcept {
    if (f_teid.empty()) return;
    for (const ByteCursor& known : std::span{tunnels_}.first(tunnels_count_)) {
      if (std::ranges::equal(known.rest(), f_teid.rest())) return;
    }
    if (tunnels_count_ < kTunnelsMax) tunnels_[tunnels_count_++] = f_teid;
  }

  void give_tunnel(ByteCursor f_teid) noexcept {
    const PfcpEndpoint end = read_pfcp_f_teid(f_teid);
    if (!end.present) return;
    for (const IpAddress& node : {end.ipv4, end.ipv6}) {
      if (!node.known()) continue;
      burst_.add_temporary(
          TemporaryId::at_node(Kind::user_tunnel, node, 0, end.number).as(Role::given));
    }
  }

  void read_user(ByteCursor value) noexcept {
    if (message_.imsi.present()) return;
    const PfcpUserId user = read_pfcp_user_id(value);
    if (user.damaged) return message_.note(MessageDamage::truncated);
    read_identity(SubscriberId::Kind::imsi, user.imsi, message_.imsi);
    if (message_.imsi.present()) message_.home = home_of_tbcd_imsi(user.imsi.rest());
    if (!user.imei.empty() && !message_.take_imei(tac_of_tbcd(user.imei.rest()))) {
      message_.note(MessageDamage::bad_identity);
    }
    read_identity(SubscriberId::Kind::msisdn, user.msisdn, message_.msisdn);
  }

  void read_identity(SubscriberId::Kind kind, ByteCursor digits, SubscriberId& identity) noexcept {
    if (digits.empty()) return;
    identity = tbcd_identity(kind, digits.rest());
    if (!identity.present()) message_.note(MessageDamage::bad_identity);
  }

  // Accepted, or not there to be deleted (8.2.1).
  bool ends_session() const noexcept {
    constexpr Cause kAccepted{Cause::Domain::pfcp, 1};
    constexpr Cause kNotFound{Cause::Domain::pfcp, 65};
    return header_.type == kPfcpSessionDeletionResponse &&
           (message_.cause == kAccepted || message_.cause == kNotFound);
  }

  static TemporaryId session(const IpAddress& node, std::uint64_t seid) noexcept {
    return TemporaryId::long_at_node(Kind::pfcp_session, node, seid);
  }

  void name_sessions() noexcept {
    if (header_.seid != 0 && datagram_.destination.known()) {
      burst_.add_temporary(session(datagram_.destination, header_.seid)
                               .as(ends_session() ? Role::ends : Role::names));
    }
    const PfcpEndpoint end = read_pfcp_f_seid(f_seid_);
    if (!end.present) return;
    for (const IpAddress& node : {end.ipv4, end.ipv6}) {
      if (node.known()) burst_.add_temporary(session(node, end.number).as(Role::given));
    }
    // The answer to a request goes where that came from, whatever address the sender names.
    const bool request = header_.type == kPfcpSessionEstablishmentRequest ||
                         header_.type == kPfcpSessionModificationRequest;
    const IpAddress& source = datagram_.source;
    if (request && source.known() && end.ipv4 != source && end.ipv6 != source) {
      burst_.add_temporary(session(source, end.number).as(Role::given));
    }
  }

  const Datagram& datagram_;
  const PfcpHeader& header_;
  MessageBurst& burst_;
  SignallingMessage& message_;
  ByteCursor f_seid_;
  ByteCursor ipv4_;
  ByteCursor ipv6_prefix_;
  Octets network_;  // on the far side, where it is named as the DNN is, as a rule
  std::array<ByteCursor, kTunnelsMax> tunnels_;
  std::size_t tunnels_count_ = 0;
};

void read_message(const Datagram& datagram, const PfcpHeader& header,
                  MessageBurst& burst) noexcept {
  SignallingMessage& message = burst.add();
  message.protocol = Protocol::pfcp;
  message.type = header.type;
  message.session.set_addresses(datagram);
  message.session.sequence = header.sequence;
  const PfcpMessageType& type = pfcp_message_type(header.type);
  message.kind = type.kind;
  if (header.truncated || datagram.cut) message.damage = MessageDamage::truncated;
  if (type.of_session) SessionReader{datagram, header, burst, message}.read();
}

}  // namespace

bool decode_pfcp(const Datagram& datagram, MessageBurst& burst) noexcept {
  ByteCursor bytes{datagram.payload};
  PfcpHeader header;
  if (!read_pfcp_header(bytes, header)) return false;
  for (std::size_t count = 1;; ++count) {
    read_message(datagram, header, burst);
    if (!header.follow_on || count == MessageBurst::kMessagesPerPacketMax) return true;
    header = {};
    if (read_pfcp_header(bytes, header)) continue;
    burst[burst.size() - 1].note(MessageDamage::truncated);  // it says that there is one more
    return true;
  }
}

}  // namespace celltally
