#include "simulate/n2_n4_network.hpp"

#include <array>
#include <string>

#include "simulate/nas_5gs_builder.hpp"
#include "simulate/pfcp_builder.hpp"
#include "simulate/s1ap_network.hpp"

namespace celltally {

namespace {

using Kind = RadioAct::Kind;
using nas_5gs::Security;

constexpr std::uint16_t kSetAndPointer = 0x0041;
constexpr std::uint8_t kRegion = 0x80;
// Procedures (TS 38.413 9.4.7).
constexpr std::uint8_t kDownlinkNas = 4;
constexpr std::uint8_t kContextSetup = 14;
constexpr std::uint8_t kInitialUe = 15;
constexpr std::uint8_t kPaging = 24;
constexpr std::uint8_t kPathSwitch = 25;
constexpr std::uint8_t kSessionSetup = 29;
constexpr std::uint8_t kRelease = 41;
constexpr std::uint8_t kReleaseRequest = 42;
constexpr std::uint8_t kUplinkNas = 46;
// NAS messages (TS 24.501 9.7).
constexpr std::uint8_t kRegistrationRequest = 0x41;
constexpr std::uint8_t kDeregistrationRequest = 0x45;
constexpr std::uint8_t kServiceRequest = 0x4c;
constexpr std::uint8_t kInitialRegistration = 1;
constexpr std::uint8_t kMobility = 2;
constexpr std::uint8_t kPeriodic = 3;
// Messages of PFCP (TS 29.244 7.3).
constexpr std::uint8_t kEstablish = 50;
constexpr std::uint8_t kModify = 52;
constexpr std::uint8_t kDelete = 54;

constexpr std::uint32_t kNullSuciPercent = 20;

const NodeAddress& smf() {
  static const NodeAddress address = node("10.3.0.2");
  return address;
}
const NodeAddress& upf() {
  static const NodeAddress address = node("10.3.0.3");
  return address;
}

std::string home_text(const RadioAct& act) {
  return digits_of(act.profile.mcc, 3) + '-' + digits_of(act.profile.mnc, 2);
}
Octets location(const RadioAct& act) {
  return ngap::location(to_text(act.where.place), to_text(act.where.area));
}
Octets ran(const RadioAct& act) {
  return ngap::ran_ue(act.context.radio_id);
}
Octets amf(const RadioAct& act) {
  return ngap::amf_ue(act.context.core_id);
}
Octets guti(const RadioAct& act) {
  return nas_5gs::guti(to_text(act.where.place.plmn()), kRegion, kSetAndPointer, act.context.tmsi);
}
std::array<ngap::Session, 1> session_of(const RadioAct& act) {
  return {ngap::Session{.upf = {upf()}, .teid = act.context.user_teid}};
}

}  // namespace

N2N4Network::N2N4Network(std::uint64_t seed, TappedInterfaces tapped, Tap& tap)
    : random_(seed), tapped_(tapped), tap_(tap) {}

void N2N4Network::perform(const RadioAct& act) {
  switch (act.kind) {
    case Kind::attach: return attach(act);
    case Kind::service:
    case Kind::answer:
    case Kind::call:
    case Kind::text: return wake(act);
    case Kind::handover: return hand_over(act);
    case Kind::area_update:
    case Kind::periodic_update: return update(act);
    case Kind::release: release(act, 0); return modify_session(act, 6);
    case Kind::detach: return detach(act);
    case Kind::wifi_start:
    case Kind::wifi_interim:
    case Kind::wifi_stop: return;
  }
}

void N2N4Network::attach(const RadioAct& act) {
  const bool known = act.context.tmsi != 0;
  const std::string digits = imsi_digits(act);
  const Octets identity = known ? guti(act)
                          : random_.percent(kNullSuciPercent)
                              ? nas_5gs::suci_null(home_text(act), digits.substr(5))
                              : nas_5gs::suci_concealed(home_text(act), 1, 45);
  initial(act,
          nas_5gs::message(kRegistrationRequest,
                           nas_5gs::registration_request(kInitialRegistration, identity),
                           known ? Security::integrity : Security::plain),
          known, act.told(EventKind::attach, Presence::exact));
  down(act, 20, ngap::initiating(kContextSetup, {amf(act), ran(act), ngap::nas(ciphered(50))}));
  begin_session(act, 60);
  down(act, 90,
       ngap::initiating(
           kSessionSetup,
           {amf(act), ran(act),
            ngap::sessions_to_set_up(std::array{ngap::Session{
                .upf = {upf()}, .teid = act.context.user_teid, .nas = ciphered(40)}})}));
}

void N2N4Network::wake(const RadioAct& act) {
  std::int64_t after_ms = 0;
  if (act.kind == Kind::answer) {
    down(act, 0,
         ngap::initiating(kPaging, {ngap::paging_identity(kSetAndPointer, act.context.tmsi)}));
    after_ms = 350;
  }
  initial(
      act,
      nas_5gs::message(kServiceRequest, nas_5gs::service_request(kSetAndPointer, act.context.tmsi),
                       Security::integrity),
      true, act.told(EventKind::service_request, Presence::exact), after_ms);
  down(act, after_ms + 10,
       ngap::initiating(kContextSetup, {amf(act), ran(act), ngap::nas(ciphered(24)),
                                        ngap::sessions_in_context(session_of(act))}));
  modify_session(act, after_ms + 14);
  if (act.kind != Kind::text) return;
  up(act, after_ms + 60,
     ngap::initiating(kUplinkNas, {amf(act), ran(act), ngap::nas(ciphered(40)), location(act)}),
     act.told(EventKind::location_report, Presence::exact));
}

void N2N4Network::hand_over(const RadioAct& act) {
  up(act, 0,
     ngap::initiating(kPathSwitch,
                      {ran(act), ngap::source_amf_ue(act.context.core_id), location(act)}),
     act.told(EventKind::handover, Presence::exact));
  down(act, 6,
       ngap::successful(kPathSwitch,
                        {amf(act), ran(act), ngap::sessions_switched(session_of(act))}));
}

void N2N4Network::update(const RadioAct& act) {
  const bool periodic = act.kind == Kind::periodic_update;
  initial(
      act,
      nas_5gs::message(kRegistrationRequest,
                       nas_5gs::registration_request(periodic ? kPeriodic : kMobility, guti(act)),
                       Security::integrity),
      true,
      act.told(periodic ? EventKind::periodic_update : EventKind::area_update, Presence::exact));
  down(act, 10, ngap::initiating(kDownlinkNas, {amf(act), ran(act), ngap::nas(ciphered(40))}));
  release(act, 60);
}

void N2N4Network::detach(const RadioAct& act) {
  constexpr std::uint8_t kSwitchOff = 9;  // of 3GPP access
  const Octets nas =
      nas_5gs::message(kDeregistrationRequest,
                       nas_5gs::deregistration_request(kSwitchOff, guti(act)), Security::integrity);
  const MadeSighting told = act.told(EventKind::detach, Presence::leaves);
  if (act.before.radio_id == 0) {
    initial(act, nas, true, told);
  } else {
    up(act, 0, ngap::initiating(kUplinkNas, {amf(act), ran(act), ngap::nas(nas), location(act)}),
       told);
  }
  end_session(act, 10);
  constexpr std::uint8_t kNas = 2;
  down(act, 20,
       ngap::initiating(kRelease, {ngap::ue_ids(act.context.core_id, act.context.radio_id),
                                   ngap::cause(kNas, 0)}));
  up(act, 24, ngap::successful(kRelease, {amf(act), ran(act)}));
}

void N2N4Network::release(const RadioAct& act, std::int64_t after_ms) {
  const Octets inactive = ngap::cause(0, 20);
  up(act, after_ms, ngap::initiating(kReleaseRequest, {amf(act), ran(act), inactive}));
  down(act, after_ms + 4,
       ngap::initiating(kRelease,
                        {ngap::ue_ids(act.context.core_id, act.context.radio_id), inactive}));
  const bool tells = random_.percent(70);
  ngap::Elements complete{amf(act), ran(act)};
  if (tells) complete.push_back(location(act));
  up(act, after_ms + 9, ngap::successful(kRelease, complete),
     tells ? act.told(EventKind::idle, Presence::exact) : MadeSighting{});
}

void N2N4Network::begin_session(const RadioAct& act, std::int64_t after_ms) {
  using namespace pfcp;
  NodeAddress device = node("10.160.0.0");
  for (std::size_t i = 0; i < 3; ++i) {
    device.storage[3 - i] = static_cast<std::uint8_t>(act.profile.number >> 8 * i);
  }
  const std::string digits = imsi_digits(act);
  n4(act, after_ms, kEstablish,
     {node_id(smf()), f_seid(act.context.mme_teid, {smf()}),
      create_pdr(0, {f_teid_to_choose(), network_instance("access")}),
      create_pdr(1, {network_instance("internet"), ue_address({device})}),
      user_id({.imsi = digits})},
     {node_id(upf()), cause(1), f_seid(act.context.core_teid, {upf()}),
      created_pdr({f_teid(act.context.user_teid, {upf()})})});
}

void N2N4Network::modify_session(const RadioAct& act, std::int64_t after_ms) {
  n4(act, after_ms, kModify, {}, {pfcp::cause(1)});
}

void N2N4Network::end_session(const RadioAct& act, std::int64_t after_ms) {
  n4(act, after_ms, kDelete, {}, {pfcp::cause(1)});
}

void N2N4Network::n4(const RadioAct& act, std::int64_t after_ms, std::uint8_t request_type,
                     const std::vector<Octets>& request, const std::vector<Octets>& answer) {
  if (!tapped_.has(TappedInterface::pfcp)) return;
  constexpr std::uint16_t kPort = 8805;
  const UdpFlow flow{smf(), upf(), kPort, kPort};
  ++sequence_;
  const std::uint64_t seid = request_type == kEstablish ? 0 : act.context.core_teid;
  tap_.datagram(act.after(after_ms), TappedInterface::pfcp, flow,
                pfcp::session(request_type, seid, sequence_ & 0xffffff, request));
  tap_.datagram(act.after(after_ms + 2), TappedInterface::pfcp, flow.reversed(),
                pfcp::session(static_cast<std::uint8_t>(request_type + 1), act.context.mme_teid,
                              sequence_ & 0xffffff, answer));
}

void N2N4Network::initial(const RadioAct& act, const Octets& nas, bool named,
                          const MadeSighting& told, std::int64_t after_ms) {
  ngap::Elements elements{ran(act), ngap::nas(nas), location(act), ngap::element(90, Octets{0x18})};
  if (named) elements.push_back(ngap::s_tmsi(kSetAndPointer, act.context.tmsi));
  up(act, after_ms, ngap::initiating(kInitialUe, elements), told);
}

void N2N4Network::up(const RadioAct& act, std::int64_t after_ms, const Octets& message,
                     const MadeSighting& told) {
  if (!tapped_.has(TappedInterface::ngap)) return;
  tap_.message(act.after(after_ms), TappedInterface::ngap, association(act.context.site), 0,
               message, told);
}

void N2N4Network::down(const RadioAct& act, std::int64_t after_ms, const Octets& message) {
  if (!tapped_.has(TappedInterface::ngap)) return;
  tap_.message(act.after(after_ms), TappedInterface::ngap, association(act.context.site), 1,
               message);
}

SctpAssociation& N2N4Network::association(std::uint32_t site) {
  const auto found = associations_.find(site);
  if (found != associations_.end()) return found->second;
  NodeAddress gnb = node("10.96.0.0");
  gnb.storage[1] = static_cast<std::uint8_t>(0x60 + (site >> 16));
  gnb.storage[2] = static_cast<std::uint8_t>(site >> 8);
  gnb.storage[3] = static_cast<std::uint8_t>(site);
  constexpr std::uint16_t kPort = 38412;
  constexpr std::uint32_t kPayload = 60;
  return associations_.emplace(site, association_of(gnb, node("10.3.0.1"), kPort, kPort, kPayload))
      .first->second;
}

// Nobody can read it: of a message with this header all octets behind it are made up; the
// first is none that tshark would try as a protocol's.
Octets N2N4Network::ciphered(std::size_t octets) {
  Octets message{0x7e, 0x02, 0x5a, 0x5a, 0x5a, 0x5a, 0x01};
  message.push_back(static_cast<std::uint8_t>((random_.next() & 0xf0) | 0x0c));
  for (std::size_t i = 1; i < octets; ++i)
    message.push_back(static_cast<std::uint8_t>(random_.next()));
  return message;
}

}  // namespace celltally
