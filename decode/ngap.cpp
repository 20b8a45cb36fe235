#include "decode/ngap.hpp"

#include "decode/aper_pdu.hpp"
#include "decode/identity_digits.hpp"
#include "decode/nas_5gs.hpp"
#include "decode/nas_5gs_identity.hpp"
#include "decode/ngap_elements.hpp"
#include "decode/ngap_location.hpp"
#include "decode/ngap_message_type.hpp"
#include "decode/ngap_sessions.hpp"
#include "decode/ngap_ue_ids.hpp"
#include "decode/slice_type.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {
namespace {

using Direction = NgapMessageType::Direction;
using Ids = NgapMessageType::Ids;
using Kind = TemporaryId::Kind;
using Role = TemporaryId::Role;
using When = NgapMessageType::When;

constexpr std::uint8_t kUeContextReleaseCommand = ngap_type(41, AperPdu::Outcome::initiating);
constexpr std::uint8_t kNgReset = ngap_type(20, AperPdu::Outcome::initiating);
constexpr std::uint8_t kNgSetupRequest = ngap_type(21, AperPdu::Outcome::initiating);

// One message while it is read: what is known of it, and where it goes.
struct Reading {
  const NgapMessageType& type;
  const NgapElements& elements;
  NgapEnds ends;
  MessageBurst& burst;
  SignallingMessage& message;

  void note(MessageDamage damage) const noexcept { message.note(damage); }
  void add(const TemporaryId& id) const noexcept { burst.add_temporary(id); }
};

NasDirection5gs nas_direction(const Reading& reading) noexcept {
  return reading.type.direction == Direction::uplink ? NasDirection5gs::uplink
                                                     : NasDirection5gs::downlink;
}

Nas5gs read_nas_pdu(const Reading& reading) noexcept {
  ByteCursor pdu = reading.elements.nas;
  if (!reading.type.nas || pdu.empty()) return {};
  bool cut = false;
  const ByteCursor nas = read_aper_string(pdu, cut);
  if (cut) {
    reading.note(MessageDamage::truncated);
    return {};
  }
  return read_nas_5gs(nas, nas_direction(reading));
}

void read_place(const Reading& reading) noexcept {
  const NgapElements& elements = reading.elements;
  Location location;
  if (reading.type.when == When::target) {
    if (!elements.target.empty()) location = read_ngap_target(elements.target);
  } else if (!elements.location.empty()) {
    location = read_ngap_user_location(elements.location);
  } else if (!elements.eutra_cgi.empty()) {
    location = read_ngap_eutra_cell(elements.eutra_cgi, elements.tai);
  }
  if (location.damaged) reading.note(MessageDamage::bad_location);
  reading.message.cell = location.cell;
  reading.message.area = location.area;
}

void take_nas(const Nas5gs& nas, SignallingMessage& message) noexcept {
  message.note(nas.damage);
  if (nas.kind != EventKind::none) message.kind = nas.kind;
  if (nas.leaves) message.presence = Presence::leaves;
  if (nas.cause.known()) message.cause = nas.cause;
  if (nas.machine) message.machine = MachineHint::network;
  message.unauthenticated |= nas.unauthenticated;
  message.home = nas.home;
  message.imsi = nas.imsi;
  message.take_imei(nas.tac);
  message.apn = nas.dnn;
}

void add_guti(ByteCursor guti, Role role, const Reading& reading) noexcept {
  if (guti.empty()) return;
  reading.add(TemporaryId::of_octets(Kind::guti, guti.rest()).as(role));
}

// Six octets: AMF set and pointer, 5G-TMSI.
TemporaryId s_tmsi_of(ByteCursor octets, const NgapEnds& ends) noexcept {
  const std::uint64_t set_pointer = octets.u16();
  const std::uint32_t tmsi = octets.u32();
  return octets.ok() && !is_nobodys_tmsi(tmsi) ? ends.s_tmsi(set_pointer, tmsi) : TemporaryId{};
}

// 5G-S-TMSI as an element of NGAP (TS 38.413 9.3.3.20): ten bits and six behind the two of its
// head.
TemporaryId s_tmsi_element(ByteCursor value, const NgapEnds& ends) noexcept {
  const std::uint64_t set_pointer = value.u24() >> 6 & 0xffff;
  const std::uint32_t tmsi = value.u32();
  return value.ok() && !is_nobodys_tmsi(tmsi) ? ends.s_tmsi(set_pointer, tmsi) : TemporaryId{};
}

// The 5G-S-TMSI inside a 5G-GUTI is a name at the AMF that gave it. That the message goes to that
// AMF is certain where it gives the GUTI or deregisters it. The radio network chooses the AMF of a
// new connection by the 5G-S-TMSI that it was told, so the one in NGAP is good there, but not that
// of any GUTI in NAS, which may be another operator's.
void add_identities(const Nas5gs& nas, const Reading& reading) noexcept {
  const Role role = nas.guti_given ? Role::given : Role::names;
  add_guti(nas.guti, role, reading);
  add_guti(nas.additional_guti, Role::names, reading);
  if (!reading.ends.known) return;
  const TemporaryId routed = s_tmsi_element(reading.elements.s_tmsi, reading.ends);
  if (routed.present()) {
    reading.add(routed);
  } else if (!nas.s_tmsi.empty()) {
    reading.add(s_tmsi_of(nas.s_tmsi, reading.ends));
  } else if (nas.guti_is_own && !nas.guti.empty()) {
    ByteCursor own = nas.guti;
    own.skip(4);  // PLMN, region
    reading.add(s_tmsi_of(own, reading.ends).as(role));
  }
}

void add_tunnel(const NgapTunnel& tunnel, Role role, const Reading& reading) noexcept {
  ByteCursor octets = tunnel.teid;
  const std::uint32_t teid = octets.u32();
  if (!octets.ok() || teid == 0) return;
  for (const IpAddress& upf : {tunnel.ipv4, tunnel.ipv6}) {
    if (upf.known()) reading.add(TemporaryId::at_node(Kind::user_tunnel, upf, 0, teid).as(role));
  }
}

// A session that is made comes with a message to the device (TS 23.502 4.3.2.2.1 step 12), one that
// the device has had and gets back at a service request or handover does not (4.2.3.2 step 12). A
// tunnel to be changed to is a new one.
Role role_of_tunnel(const NgapSession& session, const Reading& reading) noexcept {
  switch (reading.elements.sessions_list) {
    case NgapElement::sessions_to_modify:
    case NgapElement::sessions_switched: return Role::given;
    default: return session.nas.empty() ? Role::names : Role::given;
  }
}

// Every session: its tunnel, and the first NAS message among them that gives an identity.
void add_sessions(const Reading& reading, Nas5gs& nas) noexcept {
  const NgapElements& elements = reading.elements;
  NgapSessions sessions{elements.sessions_list, elements.sessions};
  for (NgapSession session; sessions.next(session);) {
    add_tunnel(session.tunnel, role_of_tunnel(session, reading), reading);
    if (is_slice_of_machines(session.slice_type)) reading.message.machine = MachineHint::network;
    if (session.nas.empty() || nas.guti_given) continue;
    const Nas5gs inner = read_nas_5gs(session.nas, NasDirection5gs::downlink);
    if (inner.guti_given) nas = inner;
  }
  if (sessions.broken()) reading.note(MessageDamage::truncated);
}

// The release of the context that a device left behind by a handover, or never came to, or that it
// has elsewhere: at another node, or over another connection. Its numbers are nobody's from now on,
// so that the cell in the answer moves nobody.
bool is_of_left_context(const SignallingMessage& message) noexcept {
  constexpr Cause kSuccessfulHandover{Cause::Domain::ngap, 2};
  constexpr Cause kHandoverCancelled{Cause::Domain::ngap, 5};
  constexpr Cause kDetectedMobility{Cause::Domain::ngap, 44};
  return message.type == kUeContextReleaseCommand &&
         (message.cause == kSuccessfulHandover || message.cause == kHandoverCancelled ||
          message.cause == kDetectedMobility);
}

void add_ue_ids(const NgapUeIds& ids, const Reading& reading) noexcept {
  reading.add(ids.ran);
  reading.add(ids.amf);
  reading.add(ids.new_amf);
  if (ids.damaged) reading.note(MessageDamage::truncated);
}

// A list of one names a device, a longer one several.
void end_connections(NgapReset reset, const Reading& reading) noexcept {
  SignallingMessage& message = reading.message;
  message.ends_several = reset.count > 1;
  for (; reset.count != 0; --reset.count) {
    if (reset.connections.empty()) message.temporary_left_out = true;
    if (message.temporary_left_out) return;
    const NgapUeIds ids = read_ngap_connection(reset.connections, reading.ends);
    if (ids.damaged) return reading.note(MessageDamage::truncated);
    reading.burst.add_ended(ids.ran);
    reading.burst.add_ended(ids.amf);
  }
}

// Only the radio network keeps what its restart loses: contexts by its own ids.
void read_restart(const Reading& reading) noexcept {
  const NgapEnds& ends = reading.ends;
  if (!ends.known) return;
  bool all = reading.message.type == kNgSetupRequest && !reading.elements.ue_retention;
  if (reading.message.type == kNgReset) {
    const NgapReset reset = read_ngap_reset(reading.elements.reset_type);
    all = reset.all;
    end_connections(reset, reading);
  }
  // Of what is broken nobody knows whether it asks to keep them.
  if (!all || reading.elements.broken) return;
  reading.message.reset_node = ends.ran;
  reading.message.reset_port = ends.ran_port;
  reading.message.session.destination = ends.amf;
  reading.message.session.destination_port = ends.amf_port;
}

// REQUIRES: kind and place are set; and the presence, where the device leaves.
void conclude(const Reading& reading) noexcept {
  SignallingMessage& message = reading.message;
  if (message.presence == Presence::leaves) return;
  const bool placed = message.cell.known() || message.area.known();
  // A usage report on the way out of a cell (8.3.11) may come after the arrival in another.
  const bool reports = placed && !reading.elements.handover;
  if (message.kind == EventKind::location_report && !reports) message.kind = EventKind::none;
  if (!placed || message.kind == EventKind::none) return;
  switch (reading.type.when) {
    case When::never: return;
    case When::target: message.presence = Presence::intended; return;
    case When::now:
      message.presence = message.cell.known() ? Presence::exact : Presence::area;
      return;
  }
}

void read_message(const Reading& reading) noexcept {
  SignallingMessage& message = reading.message;
  message.kind = reading.type.kind;
  if (reading.type.machine || reading.elements.machine) message.machine = MachineHint::network;
  message.tac = tac_of_masked_imeisv(reading.elements.masked_imeisv);
  message.cause = read_ngap_cause(reading.elements.cause);
  if (message.type == kUeContextReleaseCommand && message.cause == kNgapDeregister) {
    message.kind = EventKind::detach;
    message.presence = Presence::leaves;
  }
  read_place(reading);
  Nas5gs nas = read_nas_pdu(reading);
  if (reading.ends.known) {
    NgapUeIds ids = read_ngap_ue_ids(reading.elements, reading.type.ids, reading.ends);
    if (is_of_left_context(message)) {
      ids.ran = ids.ran.as(Role::ends);
      ids.amf = ids.amf.as(Role::ends);
    }
    add_ue_ids(ids, reading);
  }
  if (reading.type.ids != Ids::none) add_sessions(reading, nas);
  take_nas(nas, message);
  add_identities(nas, reading);
  read_restart(reading);
  conclude(reading);
}

}  // namespace

bool decode_ngap(const Datagram& pdu, MessageBurst& burst) noexcept {
  const auto framed = read_aper_pdu(pdu.payload, pdu.cut);
  if (!framed || framed->outcome == AperPdu::Outcome::other) return false;
  SignallingMessage& message = burst.add();
  message.protocol = Protocol::ngap;
  message.type = ngap_type(framed->procedure, framed->outcome);
  message.comes_once = true;

  const NgapMessageType& type = ngap_message_type(message.type);
  if (type.name.empty()) {
    if (framed->cut) message.damage = MessageDamage::truncated;
    return true;
  }
  const NgapElements elements = read_ngap_elements(*framed);
  const Reading reading{type, elements, ngap_ends(pdu, type.direction), burst, message};
  if (elements.broken) reading.note(MessageDamage::truncated);
  read_message(reading);
  return true;
}

}  // namespace celltally
