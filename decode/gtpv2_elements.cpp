#include "decode/gtpv2_elements.hpp"

#include <array>
#include <cstddef>
#include <span>

#include "decode/f_teid.hpp"
#include "decode/gtpv2_element.hpp"
#include "decode/identity_digits.hpp"
#include "decode/target_identification.hpp"
#include "decode/twan_identifier.hpp"
#include "decode/user_location.hpp"

namespace celltally {
namespace {

using Octets = std::span<const std::uint8_t>;

class Gtpv2ElementReader {
 public:
  Gtpv2ElementReader(SignallingMessage& message, Gtpv2Facts& facts) noexcept
      : message_(message), facts_(facts) {}

  void read(ByteCursor elements) noexcept {
    while (!elements.empty()) {
      const Element element = next(elements);
      if (!elements.ok()) return note_incomplete();
      if (element.instance == 0) [[likely]] {
        read_first(element.type, element.value);
      } else {
        read_further(element);
      }
    }
  }

  void note(MessageDamage damage) noexcept {
    if (message_.damage == MessageDamage::none) message_.damage = damage;
  }
  void note_incomplete() noexcept {
    facts_.incomplete = true;
    note(MessageDamage::truncated);
  }

 private:
  // An element's type, instance (8.2.1) and value.
  struct Element {
    Gtpv2Element type = {};
    std::uint8_t instance = 0;
    Octets value;
  };

  static Element next(ByteCursor& elements) noexcept {
    const std::uint32_t head = elements.u32();  // type, length of two octets, spare and instance
    return {static_cast<Gtpv2Element>(head >> 24), static_cast<std::uint8_t>(head & 15),
            elements.bytes(head >> 8 & 0xffff)};
  }

  void read_first(Gtpv2Element type, Octets value) noexcept {
    switch (type) {
      case Gtpv2Element::imsi: return read_imsi(value);
      case Gtpv2Element::mei: return read_identity(SubscriberId::Kind::imei, message_.imei, value);
      case Gtpv2Element::msisdn:
        return read_identity(SubscriberId::Kind::msisdn, message_.msisdn, value);
      case Gtpv2Element::cause: return read_cause(value);
      case Gtpv2Element::recovery: return read_recovery(value);
      case Gtpv2Element::indication: return read_indication(value);
      case Gtpv2Element::rat_type: return read_octet(facts_.rat_type, value);
      case Gtpv2Element::eps_bearer_id: return read_octet(facts_.linked_bearer, value);
      case Gtpv2Element::uli_timestamp:
      case Gtpv2Element::twan_timestamp: facts_.location_time_seen = true; return;
      case Gtpv2Element::user_location: return read_location(value);
      case Gtpv2Element::f_teid: return read_sender_end(value);
      case Gtpv2Element::bearer_context:
      case Gtpv2Element::pdn_connection: return read_group(value);
      case Gtpv2Element::target_identification:
        return read_place(facts_.target, read_target_identification(value));
      case Gtpv2Element::twan_identifier:
        return read_place(facts_.access_point, read_twan_identifier(value));
    }
  }

  // Of most elements only instance 0 is read.
  void read_further(const Element& element) noexcept {
    switch (element.type) {
      case Gtpv2Element::user_location:
        if (element.instance == 1) read_charging_location(element.value);
        return;
      case Gtpv2Element::f_teid: return read_further_end(element);
      case Gtpv2Element::twan_identifier:  // of S2b, known to the ePDG from somebody else (7.2.1)
        if (element.instance == 1) read_place(facts_.wlan, read_twan_identifier(element.value));
        return;
      case Gtpv2Element::twan_timestamp: facts_.location_time_seen = true; return;
      case Gtpv2Element::bearer_context:
      case Gtpv2Element::pdn_connection: return read_group(element.value);
      default: return;
    }
  }

  void read_imsi(Octets value) noexcept {
    if (facts_.imsi_seen) return;
    facts_.imsi_seen = true;
    read_identity(SubscriberId::Kind::imsi, message_.imsi, value);
    if (message_.imsi.present()) message_.home = home_of_tbcd_imsi(value);
  }

  void read_identity(SubscriberId::Kind kind, SubscriberId& identity, Octets value) noexcept {
    if (identity.present()) return;
    identity = tbcd_identity(kind, value);
    if (!identity.present()) note(MessageDamage::bad_identity);
  }

  void read_cause(Octets value) noexcept {
    if (message_.cause.known()) return;
    if (value.empty()) return note_incomplete();
    message_.cause = {Cause::Domain::gtpv2, value[0]};
  }

  void read_recovery(Octets value) noexcept {
    if (message_.session.has_restart_counter) return;
    if (value.empty()) return note_incomplete();
    message_.session.has_restart_counter = true;
    message_.session.restart_counter = value[0];
  }

  // 8.12: later releases append octets.
  void read_indication(Octets value) noexcept {
    constexpr std::uint8_t kOperation = 0x08;
    constexpr std::uint8_t kUnauthenticatedImsi = 0x40;
    constexpr std::uint8_t kScope = 0x02;
    ByteCursor octets{value};
    const std::uint8_t octet5 = octets.u8();
    const std::uint8_t octet6 = octets.u8();
    facts_.operation_indication |= (octet5 & kOperation) != 0;
    facts_.scope_indication |= (octet6 & kScope) != 0;
    message_.unauthenticated |= (octet6 & kUnauthenticatedImsi) != 0;
  }

  void read_octet(std::uint8_t& octet, Octets value) noexcept {
    if (value.empty()) return note_incomplete();
    if (octet == 0) octet = value[0];
  }

  void read_location(Octets value) noexcept {
    if (facts_.user_location_seen) return;
    facts_.user_location_seen = true;
    facts_.user_location = read_user_location(value);
    if (facts_.user_location.damaged) note(MessageDamage::bad_location);
  }

  // 7.2.1, 7.2.7: the location for the SGW's charging, maybe older. Better than none.
  void read_charging_location(Octets value) noexcept {
    if (facts_.user_location_seen || facts_.charging_location_seen) return;
    facts_.charging_location_seen = true;
    facts_.user_location = read_user_location(value);
    if (facts_.user_location.damaged) note(MessageDamage::bad_location);
  }

  void read_place(Location& place, const Location& found) noexcept {
    if (!place.cell.known() && !place.area.known()) place = found;
    if (found.damaged) note(MessageDamage::bad_location);
  }

  void read_sender_end(Octets value) noexcept {
    const std::uint8_t first = message_.session.announced_count;
    const FTeid end = read_end(value);
    if (facts_.sender_interface != FTeid::kNone) return;
    facts_.sender_interface = end.interface_type;
    facts_.sender_end_given = end.control_plane() && end.teid != 0;
    message_.session.set_sender(first);
  }

  // Instance 1 is the PGW's in a Create Session Request and its Response.
  void read_further_end(const Element& element) noexcept {
    const std::uint8_t first = message_.session.announced_count;
    const FTeid end = read_end(element.value);
    const bool pgw = element.instance == 1 && end.interface_type == FTeid::kS5PgwControl;
    facts_.pgw_session_exists |= pgw && end.teid != 0;
    if (element.instance != 1 || !end.pgw_control() || facts_.pgw_ends != 0) return;
    facts_.pgw_first = first;
    facts_.pgw_ends = static_cast<std::uint8_t>(message_.session.announced_count - first);
  }

  // More ends than there is room for are left out: a join that is missed, never a wrong one.
  FTeid read_end(Octets value) noexcept {
    const FTeid end = read_f_teid(value);
    if (end.interface_type == FTeid::kNone) note_incomplete();
    facts_.radio_user_plane |= end.radio_user_plane();
    if (end.control_plane()) {
      if (end.v4.known()) message_.session.announce({end.v4, end.teid});
      if (end.v6.known()) message_.session.announce({end.v6, end.teid});
    }
    return end;
  }

  // Groups hold ends of tunnels only that matter here: of the bearers, and in a PDN connection the
  // PGW's. No clause nests deeper than a bearer in a PDN connection; what does is skipped.
  template <int kDepth = 1>
  void read_group(Octets group) noexcept {
    constexpr int kDepthMax = 3;
    ByteCursor rest{group};
    while (!rest.empty()) {
      const Element element = next(rest);
      if (!rest.ok()) return note_incomplete();
      if (element.type == Gtpv2Element::f_teid) read_end(element.value);
      if constexpr (kDepth < kDepthMax) {
        if (is_group(element.type)) read_group<kDepth + 1>(element.value);
      }
    }
  }

  static bool is_group(Gtpv2Element type) noexcept {
    return type == Gtpv2Element::bearer_context || type == Gtpv2Element::pdn_connection;
  }

  SignallingMessage& message_;
  Gtpv2Facts& facts_;
};

}  // namespace

void read_gtpv2_elements(const Gtpv2Header& header, SignallingMessage& message,
                         Gtpv2Facts& facts) noexcept {
  Gtpv2ElementReader reader{message, facts};
  reader.read(header.elements);
  if (header.cut) reader.note_incomplete();
}

}  // namespace celltally
