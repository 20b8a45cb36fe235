#include "decode/s1ap.hpp"

#include <algorithm>

#include "decode/aper_pdu.hpp"
#include "decode/nas_eps.hpp"
#include "decode/s1ap_bearers.hpp"
#include "decode/s1ap_message_type.hpp"
#include "decode/s1ap_reading.hpp"

namespace celltally {
namespace {

using Type = S1apMessageType;
using Kind = TemporaryId::Kind;
using Role = TemporaryId::Role;

// One end of S1: who the numbers are of that it gives. Borrows.
struct Node {
  const IpAddress* address = nullptr;
  std::uint16_t port = 0;
};

// Which end is which; neither has an address where nothing says.
struct Ends {
  Node enb;
  Node mme;
};

constexpr IpAddress kUnknown;

// TS 36.412 7: the MME listens there, and an eNB sends from wherever it likes, also from there.
constexpr std::uint16_t kMmePort = 36412;

Type::Sender sender_by_port(const Datagram& pdu) noexcept {
  if (pdu.source_port == pdu.destination_port) return Type::Sender::either;
  if (pdu.destination_port == kMmePort) return Type::Sender::enb;
  return pdu.source_port == kMmePort ? Type::Sender::mme : Type::Sender::either;
}

Ends ends_of(const Datagram& pdu, Type::Sender sender) noexcept {
  if (sender == Type::Sender::either) sender = sender_by_port(pdu);
  const Node source{&pdu.source, pdu.source_port};
  const Node destination{&pdu.destination, pdu.destination_port};
  switch (sender) {
    case Type::Sender::enb: return {source, destination};
    case Type::Sender::mme: return {destination, source};
    case Type::Sender::either: break;
  }
  return {{&kUnknown, 0}, {&kUnknown, 0}};
}

// The release of the context that a device left behind by a handover, or never came to. Its numbers
// are nobody's from now on, so that the cell in the answer moves nobody.
bool is_of_left_context(const SignallingMessage& message) noexcept {
  constexpr Cause kSuccessfulHandover{Cause::Domain::s1ap, 2};
  constexpr Cause kHandoverCancelled{Cause::Domain::s1ap, 4};
  return message.type == kS1apUeContextReleaseCommand &&
         (message.cause == kSuccessfulHandover || message.cause == kHandoverCancelled);
}

// Also where the device's own request was ciphered.
bool is_of_detached(const SignallingMessage& message) noexcept {
  constexpr Cause kDetach{Cause::Domain::s1ap, 2 << 8 | 2};
  return message.type == kS1apUeContextReleaseCommand && message.cause == kDetach;
}

Role role_of(Type::Names names, bool left) noexcept {
  if (left) return Role::ends;
  if (names == Type::Names::gives) return Role::given;
  return names == Type::Names::ends ? Role::ends : Role::names;
}

// Numbers of an unknown node would be anybody's.
void add_number(Kind kind, const Node& node, std::uint64_t number, Role role,
                MessageBurst& burst) noexcept {
  if (!node.address->known()) return;
  if (TemporaryId* const id = burst.next_temporary()) {
    id->become(kind, *node.address, node.port, number, role);
  }
}

// The eNB's first: it is given anew with each connection, so that nothing old is behind it.
void add_ue_ids(const Ends& ends, const Type& type, const S1apReading& reading, bool left,
                MessageBurst& burst) noexcept {
  if (reading.enb_ue.known() && type.enb_ue != Type::Names::nothing) {
    add_number(Kind::enb_ue, ends.enb, reading.enb_ue.value, role_of(type.enb_ue, left), burst);
  }
  if (reading.mme_ue.known() && type.mme_ue != Type::Names::nothing) {
    add_number(Kind::mme_ue, ends.mme, reading.mme_ue.value, role_of(type.mme_ue, left), burst);
  }
}

std::uint64_t s_tmsi_of(std::uint8_t mme_code, std::span<const std::uint8_t> m_tmsi) noexcept {
  return std::uint64_t{mme_code} << 32 | ByteCursor{m_tmsi}.u32();
}

// By what the device calls itself on the radio (TS 36.331 5.3.3.3) or is paged. Its GUTI follows
// where the MME that gave it is named beside: the code of an MME is anybody's in another pool.
void add_s_tmsi(const Ends& ends, const S1apReading& reading, MessageBurst& burst) noexcept {
  if (reading.m_tmsi.empty()) return;
  add_number(Kind::s_tmsi, ends.mme, s_tmsi_of(reading.mme_code, reading.m_tmsi), Role::names,
             burst);
  if (reading.gummei.empty() || reading.gummei[5] != reading.mme_code) return;
  if (TemporaryId* const id = burst.next_temporary()) {
    id->become(Kind::guti, reading.gummei, reading.m_tmsi, Role::names);
  }
}

// Whether it is the one that the S-TMSI and the MME beside it already made.
bool is_named(std::span<const std::uint8_t> guti, const S1apReading& reading) noexcept {
  return !reading.m_tmsi.empty() && !reading.gummei.empty() &&
         std::ranges::equal(guti.first(6), reading.gummei) &&
         std::ranges::equal(guti.last(4), reading.m_tmsi);
}

// A GUTI that a device has may be another MME's, and would make a wrong S-TMSI at this one.
void add_nas_of_device(const NasEps& nas, const S1apReading& reading,
                       MessageBurst& burst) noexcept {
  if (!nas.guti.empty() && !is_named(nas.guti, reading)) {
    burst.add_temporary(TemporaryId::of_octets(Kind::guti, nas.guti));
  }
  if (!nas.additional_guti.empty() && !is_named(nas.additional_guti, reading)) {
    burst.add_temporary(TemporaryId::of_octets(Kind::guti, nas.additional_guti));
  }
}

void add_nas_of_network(const Ends& ends, const NasEps& nas, MessageBurst& burst) noexcept {
  if (!nas.guti.empty()) {
    burst.add_temporary(TemporaryId::of_octets(Kind::guti, nas.guti).as(Role::given));
    add_number(Kind::s_tmsi, ends.mme, s_tmsi_of(nas.guti[5], nas.guti.last(4)), Role::given,
               burst);
  }
  if (!nas.tmsi.empty() && nas.tmsi_area.known()) {
    const std::uint32_t tmsi = ByteCursor{nas.tmsi}.u32();
    burst.add_temporary(
        TemporaryId::in_scope(Kind::tmsi, nas.tmsi_area.key(), tmsi).as(Role::given));
  }
}

void add_tunnels(S1apBearers bearers, Role role, MessageBurst& burst) noexcept {
  for (S1apBearer bearer; bearers.next(bearer);) {
    if (bearer.teid == 0) continue;
    add_number(Kind::user_tunnel, {&bearer.ipv4, 0}, bearer.teid, role, burst);
    add_number(Kind::user_tunnel, {&bearer.ipv6, 0}, bearer.teid, role, burst);
  }
}

// Of an Initial Context Setup Request, the NAS message beside its first bearer that has one.
ByteCursor nas_beside(S1apBearers bearers) noexcept {
  for (S1apBearer bearer; bearers.next(bearer);) {
    if (!bearer.nas.empty()) return bearer.nas;
  }
  return {};
}

// With an Attach Accept, and as long as it cannot be read, bearers are new; with a Tracking Area
// Update Accept, or nothing, they are those that the device has.
[[gnu::noinline]] void read_bearers(const Ends& ends, const Type& type, const S1apReading& reading,
                                    SignallingMessage& message, MessageBurst& burst) noexcept {
  const S1apBearers bearers{reading.bearer_list, reading.bearers};
  bool are_new = type.tunnels_are_new;
  if (message.type == kS1apInitialContextSetupRequest) {
    const ByteCursor nas = nas_beside(bearers);
    const NasEps said = read_nas_eps(nas, false, message);
    add_nas_of_network(ends, said, burst);
    are_new = !nas.empty() && said.type != EmmMessage::tau_accept;
  }
  add_tunnels(bearers, are_new ? Role::given : Role::names, burst);
}

void read_nas(const Ends& ends, const Type& type, const S1apReading& reading,
              SignallingMessage& message, MessageBurst& burst) noexcept {
  const bool of_device = type.nas == Type::Nas::of_device;
  const NasEps said = read_nas_eps(reading.nas, of_device, message);
  if (said.kind != EventKind::none) message.kind = said.kind;
  if (said.departing) message.kind = EventKind::none;
  if (of_device) {
    add_nas_of_device(said, reading, burst);
  } else {
    add_nas_of_network(ends, said, burst);
  }
}

void add_ended(Kind kind, const Node& node, S1apUeId id, MessageBurst& burst) noexcept {
  if (!id.known() || !node.address->known()) return;
  burst.add_ended(TemporaryId::at_node(kind, *node.address, node.port, id.value));
}

// A list of one names a device, a longer one several.
void end_connections(const Ends& ends, const S1apReset& reset, SignallingMessage& message,
                     MessageBurst& burst) noexcept {
  message.ends_several = reset.count > 1;
  AperElements items{reset.connections, reset.count};
  for (AperElement item; !message.temporary_left_out && items.next(item);) {
    const S1apUeIdPair ids = read_s1ap_connection(item.value);
    add_ended(Kind::enb_ue, ends.enb, ids.enb, burst);
    add_ended(Kind::mme_ue, ends.mme, ids.mme, burst);
  }
  if (items.broken()) message.note(MessageDamage::truncated);
}

void read_restart(const Ends& ends, const S1apReading& reading, SignallingMessage& message,
                  MessageBurst& burst) noexcept {
  const bool resets = message.type == kS1apReset;
  if (resets) end_connections(ends, reading.reset, message, burst);
  const bool started = message.type == kS1apSetupRequest && !reading.keeps_contexts;
  if (!started && !(resets && reading.reset.all)) return;
  message.reset_node = *ends.enb.address;
  message.reset_port = ends.enb.port;
  message.session.destination = *ends.mme.address;
  message.session.destination_port = ends.mme.port;
}

Presence presence_of(Type::When when, const SignallingMessage& message) noexcept {
  const bool placed = message.cell.known() || message.area.known();
  if (!placed || message.kind == EventKind::none) return Presence::none;
  if (message.kind == EventKind::detach) {
    return message.cell.known() ? Presence::leaves : Presence::none;
  }
  switch (when) {
    case Type::When::never: return Presence::none;
    case Type::When::now: return message.cell.known() ? Presence::exact : Presence::area;
    case Type::When::target: return Presence::intended;
  }
  return Presence::none;
}

void conclude(const Type& type, const S1apReading& reading, SignallingMessage& message) noexcept {
  Type::When when = type.when;
  if (reading.leaving_cell) when = Type::When::never;
  const Presence presence = presence_of(when, message);
  message.presence = presence;
  // A report of no place reports nothing.
  if (presence == Presence::none && message.kind == EventKind::location_report) {
    message.kind = EventKind::none;
  }
}

}  // namespace

bool decode_s1ap(const Datagram& pdu, MessageBurst& burst) noexcept {
  const auto read = read_aper_pdu(pdu.payload, pdu.cut);
  if (!read || read->outcome == AperPdu::Outcome::other) return false;
  SignallingMessage& message = burst.add();
  message.protocol = Protocol::s1ap;
  message.type = s1ap_type(read->procedure, read->outcome);
  message.comes_once = true;

  const Type& type = s1ap_message_type(message.type);
  if (type.name.empty()) {  // it names nobody that could be understood
    if (read->cut) message.damage = MessageDamage::truncated;
    return true;
  }
  message.kind = type.kind;
  S1apReading reading;
  read_s1ap_elements(*read, message, reading);
  if (is_of_detached(message)) message.kind = EventKind::detach;
  const Ends ends = ends_of(pdu, type.sender);
  // The contexts of a Reset are in its list alone.
  if (message.type != kS1apReset) {
    add_ue_ids(ends, type, reading, is_of_left_context(message), burst);
  }
  add_s_tmsi(ends, reading, burst);
  if (type.nas != Type::Nas::none && !reading.nas.empty()) {
    read_nas(ends, type, reading, message, burst);
  }
  if (!reading.bearers.empty()) read_bearers(ends, type, reading, message, burst);
  read_restart(ends, reading, message, burst);
  conclude(type, reading, message);
  return true;
}

}  // namespace celltally
