#include "decode/gtpv2_event.hpp"

#include "decode/f_teid.hpp"
#include "decode/gtpv2_message_type.hpp"
#include "decode/rat_type.hpp"

namespace celltally {
namespace {

using Meaning = Gtpv2MessageType::Location;

// TS 29.274 table 6.1-1.
constexpr std::uint8_t kCreateSessionRequest = 32;
constexpr std::uint8_t kCreateSessionResponse = 33;
constexpr std::uint8_t kModifyBearerRequest = 34;
constexpr std::uint8_t kDeleteSessionRequest = 36;
constexpr std::uint8_t kDeleteBearerCommand = 66;
constexpr std::uint8_t kBearerResourceCommand = 68;
constexpr std::uint8_t kCreateBearerResponse = 96;
constexpr std::uint8_t kUpdateBearerResponse = 98;
constexpr std::uint8_t kDeleteBearerResponse = 100;
constexpr std::uint8_t kContextRequest = 130;
constexpr std::uint8_t kForwardRelocationRequest = 133;
constexpr std::uint8_t kDetachNotification = 149;

// 7.2.1: on S11 the first PDN connection finds no TEID at the SGW yet; a further one is sent to the
// TEID of the first. OI says that an area update brought a new SGW. Without it a PGW's TEID that is
// known already (0 at attach) says that an S1 handover is preparing one. On S5/S8 the header's TEID
// is always 0, so that a further PDN connection looks like an attach there.
EventKind created_session(const Gtpv2Facts& facts, bool known_session) noexcept {
  if (known_session) return EventKind::session_new;
  if (facts.operation_indication) return EventKind::area_update;
  if (facts.pgw_session_exists) return EventKind::handover_prepare;
  return EventKind::attach;
}

// 7.2.7: a new MME, SGSN or SGW gives its own F-TEID (some MMEs always send one, with TEID 0); a
// device that woke up or changed its eNB brings the eNB's end of its bearers. Which of the two it
// was is not known from this message.
EventKind modified_bearer(const Gtpv2Facts& facts) noexcept {
  if (facts.sender_end_given) return EventKind::area_update;
  if (facts.radio_user_plane) return EventKind::service_request;
  if (facts.has_user_location()) return EventKind::location_report;
  return EventKind::session_modify;
}

// 7.2.9.1: an MME sets OI when the PGW shall hear of it: the session really ends. Without OI, SI
// (scope) marks the old SGW's copy after the device moved on: nothing happened to the device. With
// neither, it is an SGW's message to the PGW: a session ends, maybe not the last one. Of the real
// ends, that of bearer 5 is taken as the detach: it is given first and, as a rule, lives longest.
// A second PDN connection (IMS, tethering) has another one. OI without the linked bearer, which
// the clause does not foresee, is taken as a detach too, if nothing of the message is missing.
EventKind deleted_session(const Gtpv2Facts& facts) noexcept {
  constexpr std::uint8_t kFirstBearer = 5;
  if (!facts.operation_indication) {
    return facts.scope_indication ? EventKind::none : EventKind::session_end;
  }
  const unsigned linked = facts.linked_bearer & 15u;
  const bool all = linked == kFirstBearer || (linked == 0 && !facts.incomplete);
  return all ? EventKind::detach : EventKind::session_end;
}

// 7.2.9.1: OI and SI are of S11 and S4. With neither, an SGW, ePDG or TWAN speaks to the PGW about
// one PDN connection, which has a pair of TEIDs of its own there (4.1), unless the sender's F-TEID
// says that it is an MME or SGSN.
bool ended_at_pgw(const Gtpv2Facts& facts) noexcept {
  const bool indicated = facts.operation_indication || facts.scope_indication;
  const bool by_mme =
      facts.sender_interface == FTeid::kS11Mme || facts.sender_interface == FTeid::kS4Sgsn;
  return !indicated && !by_mme && !facts.incomplete;
}

// On S11 all PDN connections of a device share one pair of TEIDs: only when the last one goes is
// the pair given up. The response does not say so.
bool ends_session(const Gtpv2Facts& facts, const SignallingMessage& message) noexcept {
  if (message.type != kDeleteSessionRequest) return false;
  return message.kind == EventKind::detach || ended_at_pgw(facts);
}

// Between the MME and the SGSN of a device that is known to both (ISR). After a local detach (8.4)
// the device does not know that it was detached, and stays where it is.
EventKind detached(const Gtpv2Facts& facts, Cause cause) noexcept {
  constexpr std::uint8_t kLocalDetach = 2;
  const bool may_be_local = cause.known() ? cause.value == kLocalDetach : facts.incomplete;
  return may_be_local ? EventKind::none : EventKind::detach;
}

// The other side began these; the request was the event. An answer, or a command, is one in its own
// right when it says where the device is, and it was not a refusal (8.4: 16 to 63 accept).
EventKind answered(EventKind kind, const Gtpv2Facts& facts, Cause cause) noexcept {
  const bool accepted = !cause.known() || (cause.value >= 16 && cause.value < 64);
  return facts.has_user_location() && accepted ? kind : EventKind::none;
}

EventKind kind_of(const Gtpv2Facts& facts, const SignallingMessage& message,
                  EventKind of_type) noexcept {
  switch (message.type) {
    case kCreateSessionRequest: return created_session(facts, message.session.receiver.present());
    case kModifyBearerRequest: return modified_bearer(facts);
    case kDeleteSessionRequest: return deleted_session(facts);
    case kDetachNotification: return detached(facts, message.cause);
    case kDeleteBearerCommand:
    case kBearerResourceCommand:
    case kCreateBearerResponse:
    case kUpdateBearerResponse:
    case kDeleteBearerResponse: return answered(of_type, facts, message.cause);
    default: return of_type;
  }
}

void place(const Gtpv2Facts& facts, Meaning meaning, SignallingMessage& message) noexcept {
  constexpr std::uint8_t kWlan = 3;
  if (meaning == Meaning::ignored) return;
  const bool target = meaning == Meaning::target;
  message.cell = target ? facts.target_cell : facts.cell;
  message.area = target ? facts.target_area : facts.area;
  const Place access_point = facts.access_point.known() ? facts.access_point : facts.wlan;
  // A device on Wi-Fi may carry the cell that it left along.
  if (!access_point.known() || target) return;
  if (facts.rat_type == kWlan || !message.cell.known()) {
    message.cell = access_point;
    message.area = {};
  }
}

// Whether the sender spoke of a device in contact with it, rather than passing on what it heard:
// an MME, SGSN or Wi-Fi access network did, an SGW did not. Requests about an existing session have
// no F-TEID of the sender. Of those a Modify Bearer Request may be an SGW's to the PGW (7.2.7); an
// end of a bearer at the radio side stands only in an MME's or SGSN's.
bool fresh(const Gtpv2Facts& facts, std::uint8_t type, Place cell) noexcept {
  if (facts.location_time_seen) return false;
  if (cell.kind() == PlaceKind::wifi) return true;
  switch (facts.sender_interface) {
    case FTeid::kS11Mme:
    case FTeid::kS4Sgsn:
    case FTeid::kS2aTwan: return true;
    case FTeid::kNone:
      if (type == kModifyBearerRequest) return facts.radio_user_plane;
      return !facts.incomplete || facts.radio_user_plane;
    default: return false;
  }
}

bool only_site_or_area(Place cell) noexcept {
  return !cell.known() || cell.kind() == PlaceKind::enb || cell.kind() == PlaceKind::enb_extended;
}

Presence presence_of(const Gtpv2Facts& facts, Meaning meaning,
                     const SignallingMessage& message) noexcept {
  if (message.kind == EventKind::none) return Presence::none;
  if (message.kind == EventKind::detach) {
    return message.cell.known() ? Presence::leaves : Presence::none;
  }
  if (!message.cell.known() && !message.area.known()) return Presence::none;
  if (message.kind == EventKind::handover_prepare) return Presence::intended;
  if (only_site_or_area(message.cell)) return Presence::area;
  const bool now = meaning == Meaning::current && fresh(facts, message.type, message.cell);
  return now ? Presence::exact : Presence::last_known;
}

// An emergency call without a SIM has an equipment identity only (7.2.1). It is not concluded from
// a message that ends before its IMSI could come.
bool without_sim(const Gtpv2Facts& facts, const SignallingMessage& message) noexcept {
  return message.type == kCreateSessionRequest && !facts.imsi_seen && message.has_imei &&
         !facts.incomplete;
}

// Requests that give the sender's end of the session; their answers go where they came from.
bool gives_end(std::uint8_t request) noexcept {
  return request == kCreateSessionRequest || request == kModifyBearerRequest ||
         request == kContextRequest || request == kForwardRelocationRequest;
}

void refer_to_session(const Gtpv2Facts& facts, SignallingMessage& message) noexcept {
  SessionReferences& session = message.session;
  const bool granted = message.type == kCreateSessionResponse;
  session.begins_session = message.type == kCreateSessionRequest || granted;
  session.grants_session = granted;
  session.ends_session = ends_session(facts, message);
  // 7.2.2: a PGW names its own end in instance 1 only.
  if (granted && session.sender_ends == 0) {
    session.sender_first = facts.pgw_first;
    session.sender_ends = facts.pgw_ends;
  }
  if (gives_end(message.type)) session.announce_at_source();
}

}  // namespace

void conclude_gtpv2_event(const Gtpv2Facts& facts, SignallingMessage& message) noexcept {
  const Gtpv2MessageType& type = gtpv2_message_type(message.type);
  if (is_rat_of_machines(facts.rat_type)) message.machine = MachineHint::network;
  // Most answers, nearly half of all messages: no more to conclude.
  if (type.kind == EventKind::none && message.type != kCreateSessionResponse) return;
  message.kind = kind_of(facts, message, type.kind);
  place(facts, type.location, message);
  message.presence = presence_of(facts, type.location, message);
  if (without_sim(facts, message)) message.unauthenticated = true;
  refer_to_session(facts, message);
}

}  // namespace celltally
