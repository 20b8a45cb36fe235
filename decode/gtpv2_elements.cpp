#include "decode/gtpv2_elements.hpp"

#include <span>

#include "decode/f_teid.hpp"
#include "decode/gtpv2_framed_element.hpp"
#include "decode/gtpv2_reading.hpp"
#include "decode/identity_digits.hpp"
#include "decode/target_identification.hpp"
#include "decode/twan_identifier.hpp"
#include "decode/user_location.hpp"

namespace celltally {
namespace {

using Octets = std::span<const std::uint8_t>;

class Gtpv2ElementReader {
 public:
  Gtpv2ElementReader(SignallingMessage& message, MessageBurst& burst, Gtpv2Facts& facts) noexcept
      : message_(message), burst_(burst), facts_(facts) {}

  void read(ByteCursor elements) noexcept {
    Gtpv2FramedElement element;
    while (Gtpv2FramedElement::take(elements, element)) {
      const Gtpv2Reading as = gtpv2_reading(element.type);
      if (as == Gtpv2Reading::none) continue;
      if (element.instance == 0) [[likely]] {
        read_first(as, element.value);
      } else {
        read_further(as, element.instance, element.value);
      }
    }
    if (!elements.empty()) note_incomplete();
  }

  void note_incomplete() noexcept {
    facts_.incomplete = true;
    message_.note(MessageDamage::truncated);
  }

 private:
  void read_first(Gtpv2Reading as, Octets value) noexcept {
    switch (as) {
      case Gtpv2Reading::none: return;
      case Gtpv2Reading::imsi: return read_imsi(value);
      case Gtpv2Reading::mei: return read_equipment(value);
      case Gtpv2Reading::msisdn:
        return read_identity(SubscriberId::Kind::msisdn, message_.msisdn, value);
      case Gtpv2Reading::cause: return read_cause(value);
      case Gtpv2Reading::recovery: return read_recovery(value);
      case Gtpv2Reading::apn: message_.apn = value; return;
      case Gtpv2Reading::indication: return read_indication(value);
      case Gtpv2Reading::rat_type: return read_octet(facts_.rat_type, value);
      case Gtpv2Reading::eps_bearer_id: return read_octet(facts_.linked_bearer, value);
      case Gtpv2Reading::target_identification: return read_target(value);
      case Gtpv2Reading::uli_timestamp:
      case Gtpv2Reading::twan_timestamp: facts_.location_time_seen = true; return;
      case Gtpv2Reading::user_location: return read_location(value);
      case Gtpv2Reading::f_teid: return read_sender_end(value);
      case Gtpv2Reading::group: return read_group(value);
      case Gtpv2Reading::twan_identifier: return read_access_point(facts_.access_point, value);
    }
  }

  // Of most elements only instance 0 is read.
  void read_further(Gtpv2Reading as, std::uint8_t instance, Octets value) noexcept {
    switch (as) {
      case Gtpv2Reading::user_location:
        if (instance == 1) read_charging_location(value);
        return;
      case Gtpv2Reading::f_teid: return read_further_end(instance, value);
      case Gtpv2Reading::twan_identifier:  // of S2b, known to the ePDG from somebody else (7.2.1)
        if (instance == 1) read_access_point(facts_.wlan, value);
        return;
      case Gtpv2Reading::twan_timestamp: facts_.location_time_seen = true; return;
      case Gtpv2Reading::group: return read_group(value);
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
    if (!identity.present()) message_.note(MessageDamage::bad_identity);
  }

  void read_equipment(Octets value) noexcept {
    if (!message_.take_imei(tac_of_tbcd(value))) message_.note(MessageDamage::bad_identity);
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
    take_location(value);
  }

  // 7.2.1, 7.2.7: the location for the SGW's charging, maybe older. Better than none.
  void read_charging_location(Octets value) noexcept {
    if (facts_.user_location_seen || facts_.charging_location_seen) return;
    facts_.charging_location_seen = true;
    take_location(value);
  }

  void take_location(Octets value) noexcept {
    Location found;
    if (!read_usual_user_location(value, found)) [[unlikely]]
      return take_location(read_user_location(value));
    take_location(found);
  }
  void take_location(const Location& found) noexcept {
    facts_.cell = found.cell;
    facts_.area = found.area;
    if (found.damaged) message_.note(MessageDamage::bad_location);
  }

  void read_target(Octets value) noexcept {
    const Location found = read_target_identification(value);
    if (!facts_.target_cell.known() && !facts_.target_area.known()) {
      facts_.target_cell = found.cell;
      facts_.target_area = found.area;
    }
    if (found.damaged) message_.note(MessageDamage::bad_location);
  }

  void read_access_point(Place& place, Octets value) noexcept {
    const Location found = read_twan_identifier(value);
    if (!place.known()) place = found.cell;
    if (found.damaged) message_.note(MessageDamage::bad_location);
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
  void read_further_end(std::uint8_t instance, Octets value) noexcept {
    const std::uint8_t first = message_.session.announced_count;
    const FTeid end = read_end(value);
    if (instance != 1) return;
    facts_.pgw_session_exists |= end.interface_type == FTeid::kS5PgwControl && end.teid != 0;
    if (!end.pgw_control() || facts_.pgw_ends != 0) return;
    facts_.pgw_first = first;
    facts_.pgw_ends = static_cast<std::uint8_t>(message_.session.announced_count - first);
  }

  FTeid read_end(Octets value) noexcept {
    if (is_usual_f_teid(value)) [[likely]]
      return take_end(read_usual_f_teid(value));
    return read_unusual_end(value);
  }
  [[gnu::noinline]] FTeid read_unusual_end(Octets value) noexcept {
    return take_end(read_f_teid(value));
  }

  // More ends than there is room for are left out: a join that is missed, never a wrong one.
  FTeid take_end(const AddressedFTeid& found) noexcept {
    const FTeid end = found.end;
    if (end.interface_type == FTeid::kNone) note_incomplete();
    facts_.radio_user_plane |= end.radio_user_plane();
    if (end.control_plane()) {
      if (found.v4.known()) message_.session.announce({found.v4, end.teid});
      if (found.v6.known()) message_.session.announce({found.v6, end.teid});
    } else if (end.core_user_plane()) [[unlikely]] {
      name_tunnels(found);
    }
    return end;
  }

  // The SGW's end of S1-U is what S1AP shows too (TS 36.413 9.2.1.1): by it both are joined.
  // Answers and requests of the SGW give it; an MME or SGSN passes on what there was. The answers
  // to a Modify Bearer Request and to one for all bearers say the current one again, also at every
  // service request (TS 29.274 tables 7.2.8-2 and 7.2.25-2).
  static constexpr bool repeats_tunnels(std::uint8_t type) noexcept {
    constexpr std::uint8_t kModifyBearerResponse = 35;
    constexpr std::uint8_t kContextResponse = 131;
    constexpr std::uint8_t kForwardRelocationRequest = 133;
    constexpr std::uint8_t kModifyAccessBearersResponse = 212;
    return type == kModifyBearerResponse || type == kContextResponse ||
           type == kForwardRelocationRequest || type == kModifyAccessBearersResponse;
  }
  [[gnu::noinline]] void name_tunnels(const AddressedFTeid& found) noexcept {
    name_tunnel(found.v4, found.end.teid);
    name_tunnel(found.v6, found.end.teid);
  }
  void name_tunnel(const IpAddress& node, std::uint32_t teid) noexcept {
    if (!node.known() || teid == 0) return;
    const auto role =
        repeats_tunnels(message_.type) ? TemporaryId::Role::names : TemporaryId::Role::given;
    if (TemporaryId* const id = burst_.next_temporary()) {
      id->become(TemporaryId::Kind::user_tunnel, node, 0, teid, role);
    }
  }

  // Groups hold ends of tunnels only that matter here: of the bearers, and in a PDN connection the
  // PGW's. No clause nests deeper than a bearer in a PDN connection; what does is skipped.
  template <int kDepth = 1>
  void read_group(Octets group) noexcept {
    constexpr int kDepthMax = 3;
    ByteCursor rest{group};
    Gtpv2FramedElement element;
    while (Gtpv2FramedElement::take(rest, element)) {
      if (element.type == Gtpv2Element::f_teid) read_end(element.value);
      if constexpr (kDepth < kDepthMax) {
        if (is_group(element.type)) read_group<kDepth + 1>(element.value);
      }
    }
    if (!rest.empty()) note_incomplete();
  }

  static bool is_group(Gtpv2Element type) noexcept {
    return type == Gtpv2Element::bearer_context || type == Gtpv2Element::pdn_connection;
  }

  SignallingMessage& message_;
  MessageBurst& burst_;
  Gtpv2Facts& facts_;
};

}  // namespace

void read_gtpv2_elements(Octets elements, bool cut, SignallingMessage& message, MessageBurst& burst,
                         Gtpv2Facts& facts) noexcept {
  Gtpv2ElementReader reader{message, burst, facts};
  reader.read(ByteCursor{elements});
  if (cut) reader.note_incomplete();
}

}  // namespace celltally
