#include "decode/gtpv1.hpp"

#include <cstddef>

#include "decode/byte_cursor.hpp"
#include "decode/gtpv1_elements.hpp"
#include "decode/gtpv1_header.hpp"
#include "decode/gtpv1_location.hpp"
#include "decode/gtpv1_message_type.hpp"
#include "decode/identity_digits.hpp"
#include "decode/ip_address.hpp"
#include "decode/rat_type.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;
using When = Gtpv1MessageType::When;

// What elements say that only makes sense together with others, which come in any order.
struct Remarks {
  IpAddress control_address;  // the first GSN Address: the sender's for the control plane
  std::uint32_t control_teid = 0;
  Place routing_area;
  Place target_area;
  bool gsn_address = false;
  bool imsi = false;           // also when its digits are bad
  bool moved = false;          // an SGSN gives its endpoint, or names a routeing area
  bool earlier = false;        // the location has a time of its own
  bool complete = true;        // all elements could be read
  bool teardown = false;       // all contexts that share the address go, not one of them
  bool direct_tunnel = false;  // set up from the radio network by this message: radio contact now
};

void read_identity(SubscriberId::Kind kind, Bytes digits, SubscriberId& identity,
                   SignallingMessage& message) noexcept {
  if (identity.present()) return;
  identity = tbcd_identity(kind, digits);
  if (!identity.present()) message.note(MessageDamage::bad_identity);
}

void read_imsi(Bytes value, SignallingMessage& message, Remarks& remarks) noexcept {
  if (remarks.imsi) return;
  remarks.imsi = true;
  read_identity(SubscriberId::Kind::imsi, value, message.imsi, message);
  if (message.imsi.present()) message.home = home_of_tbcd_imsi(value);
}

void read_gsn_address(Bytes value, Remarks& remarks) noexcept {
  if (remarks.gsn_address) return;
  remarks.gsn_address = true;
  if (value.size() == 4 || value.size() == 16) remarks.control_address = IpAddress::of(value);
}

Place read_area(Bytes value, SignallingMessage& message) noexcept {
  const Location location = read_gtpv1_routing_area(value);
  if (location.damaged) message.note(MessageDamage::bad_location);
  return location.area;
}

void read_element(std::uint8_t type, Bytes value, SignallingMessage& message,
                  Remarks& remarks) noexcept {
  ByteCursor number{value};
  switch (static_cast<Gtpv1Element>(type)) {
    case Gtpv1Element::cause:
      if (!message.cause.known()) message.cause = {Cause::Domain::gtpv1, number.u8()};
      return;
    case Gtpv1Element::imsi: return read_imsi(value, message, remarks);
    case Gtpv1Element::routing_area: remarks.routing_area = read_area(value, message); return;
    case Gtpv1Element::target_identification:
      // 7.7.37: the routeing area of the target, then its RNC.
      remarks.target_area = read_area(value, message);
      return;
    case Gtpv1Element::recovery:
      message.session.has_restart_counter = true;
      message.session.restart_counter = number.u8();
      return;
    case Gtpv1Element::teardown: remarks.teardown = (number.u8() & 0x01) != 0; return;  // 7.7.16
    case Gtpv1Element::teid_control: remarks.control_teid = number.u32(); return;
    case Gtpv1Element::apn: message.apn = value; return;
    case Gtpv1Element::gsn_address: return read_gsn_address(value, remarks);
    case Gtpv1Element::msisdn:
      number.skip(1);  // type of number and numbering plan (TS 29.002 AddressString)
      return read_identity(SubscriberId::Kind::msisdn, number.rest(), message.msisdn, message);
    case Gtpv1Element::rat_type:
      if (is_rat_of_machines(number.u8())) message.machine = MachineHint::network;
      return;
    case Gtpv1Element::user_location: message.take_place(read_gtpv1_user_location(value)); return;
    case Gtpv1Element::direct_tunnel_flags:
      remarks.direct_tunnel = (number.u8() & 0x01) != 0;  // 7.7.81
      return;
    case Gtpv1Element::imei:
      if (!message.take_imei(tac_of_tbcd(value))) message.note(MessageDamage::bad_identity);
      return;
    case Gtpv1Element::extended_common_flags:
      message.unauthenticated = (number.u8() & 0x01) != 0;  // 7.7.93
      return;
    case Gtpv1Element::user_location_timestamp: remarks.earlier = true; return;
  }
}

// False when there is, or may be, more than could be read.
bool read_elements(ByteCursor elements, SignallingMessage& message, Remarks& remarks) noexcept {
  while (!elements.empty()) {
    const std::uint8_t type = elements.u8();
    const bool has_length = type >= kGtpv1FirstWithLength;
    const std::size_t length = has_length ? elements.u16() : kGtpv1FixedLengths[type];
    if (!has_length && length == 0) {
      message.note(MessageDamage::unknown_element);
      return false;
    }
    const Bytes value = elements.bytes(length);
    if (!elements.ok()) {
      message.note(MessageDamage::truncated);
      return false;
    }
    read_element(type, value, message, remarks);
  }
  return true;
}

// Three messages tell of different events (protocols reference 3.3, 10.1).
void refine_kind(const Gtpv1Header& header, const Remarks& remarks, SignallingMessage& message,
                 When& when) noexcept {
  switch (header.type) {
    case kGtpv1CreatePdpContextRequest:
      // A further context of a device that the GGSN knows: secondary activation.
      if (header.teid != 0 && !remarks.imsi) message.kind = EventKind::session_new;
      return;
    case kGtpv1UpdatePdpContextRequest:
      // Another SGSN gives its endpoint, or a routeing area is named.
      if (remarks.control_teid != 0 || remarks.routing_area.known()) return;
      // From the GGSN; or from the SGSN, which may repeat the location it has with any change.
      message.kind = EventKind::session_modify;
      if (!remarks.direct_tunnel) when = When::earlier;
      return;
    case kGtpv1SgsnContextRequest:
      if (header.suspend_request) message.kind = EventKind::suspend;
      return;
    default: return;
  }
}

// User Location Information has the device's own place; Routeing Area stands in for it.
void place(When when, const Remarks& remarks, SignallingMessage& message) noexcept {
  if (when == When::target) {
    message.cell = {};
    message.area = remarks.target_area;
  } else if (when != When::never && !message.area.known()) {
    message.area = remarks.routing_area;
  }
}

Presence presence_of(When when, const SignallingMessage& message) noexcept {
  if (!message.cell.known() && !message.area.known()) return Presence::none;
  switch (when) {
    case When::never: return Presence::none;
    case When::now: return message.cell.known() ? Presence::exact : Presence::area;
    case When::earlier: return Presence::last_known;
    case When::target: return Presence::intended;
  }
  return Presence::none;
}

// The TEID is the sender's, at its address for the control plane; where that element is absent, at
// the address the message came from. Not when it may be among the elements that could not be read.
void announce_endpoint(const Datagram& datagram, const Remarks& remarks,
                       SessionReferences& session) noexcept {
  if (remarks.gsn_address) {
    if (!remarks.control_address.known()) return;
    session.announce({remarks.control_address, remarks.control_teid});
  } else if (remarks.complete) {
    session.announce({datagram.source, remarks.control_teid});
  }
  session.set_sender(0);
}

// Requests that give the sender's end of the session; their answers go where they came from.
bool gives_end(std::uint8_t request) noexcept {
  return request == kGtpv1CreatePdpContextRequest || request == kGtpv1UpdatePdpContextRequest ||
         request == kGtpv1SgsnContextRequest || request == kGtpv1ForwardRelocationRequest;
}

// What follows from all elements together.
void conclude(const Datagram& datagram, const Gtpv1Header& header, const Gtpv1MessageType& type,
              const Remarks& remarks, SignallingMessage& message) noexcept {
  When when = type.when;
  message.kind = type.kind;
  refine_kind(header, remarks, message, when);
  if (when == When::now && remarks.earlier) when = When::earlier;
  place(when, remarks, message);
  message.presence = presence_of(when, message);

  if (type.gives_endpoint) announce_endpoint(datagram, remarks, message.session);
  if (gives_end(header.type)) message.session.announce_at_source();
  message.session.begins_session =
      header.type == kGtpv1CreatePdpContextRequest || header.type == kGtpv1CreatePdpContextResponse;
  message.session.ends_session = header.type == kGtpv1DeletePdpContextRequest && remarks.teardown;
  // An emergency call without a SIM; where a TEID names the session, an IMEI alone is no such sign.
  const bool nameless = !remarks.imsi && remarks.complete && header.teid == 0;
  if (nameless && message.has_imei) message.unauthenticated = true;
}

}  // namespace

PacketOutcome decode_gtpv1(const Datagram& datagram, MessageBurst& burst) noexcept {
  Gtpv1Header header;
  const PacketOutcome outcome = read_gtpv1_header(datagram.payload, header);
  if (outcome != PacketOutcome::signalling) return outcome;

  SignallingMessage& message = burst.add();
  message.protocol = Protocol::gtpv1;
  message.type = header.type;
  message.session.receiver = {datagram.destination, header.teid};
  message.session.set_addresses(datagram);
  message.session.sequence = header.sequence;

  const Gtpv1MessageType& type = gtpv1_message_type(header.type);
  Remarks remarks;
  if (!type.name.empty()) {
    remarks.complete = read_elements(header.elements, message, remarks) && !header.truncated;
  }
  if (header.truncated) message.note(MessageDamage::truncated);
  conclude(datagram, header, type, remarks, message);
  return PacketOutcome::signalling;
}

}  // namespace celltally
