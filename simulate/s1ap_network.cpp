#include "simulate/s1ap_network.hpp"

#include <string>

#include "simulate/nas_eps_builder.hpp"
#include "simulate/octet_writer.hpp"

namespace celltally {

namespace {

using Kind = RadioAct::Kind;

constexpr std::uint8_t kMmeCode = 0xa5;
constexpr std::uint16_t kMmeGroup = 0x8001;
constexpr std::uint8_t kPaging = 10;
constexpr std::uint8_t kPathSwitch = 3;
constexpr std::uint8_t kReleaseRequest = 18;
constexpr std::uint8_t kRadio = 0;  // groups of causes
constexpr std::uint8_t kNas = 2;
constexpr std::uint8_t kUserInactivity = 20;
constexpr std::uint8_t kDetached = 2;
constexpr std::uint8_t kIntegrity = 1;  // security header types (TS 24.301 9.3.1)
constexpr std::uint8_t kCiphered = 2;
constexpr std::uint8_t kPeriodic = 3;
constexpr std::uint8_t kSwitchOff = 9;
constexpr std::uint32_t kByImsiPercent = 20;

std::string plmn_text(const RadioAct& act) {
  return to_text(act.where.place.plmn());
}
std::string cell_text(const RadioAct& act) {
  return to_text(act.where.place);
}
std::string area_text(const RadioAct& act) {
  return to_text(act.where.area);
}

nas_eps::Guti guti_of(const RadioAct& act, const std::string& plmn) {
  return {.plmn = plmn, .group = kMmeGroup, .code = kMmeCode, .m_tmsi = act.context.tmsi};
}

Octets mme_id(const RadioAct& act) {
  return s1ap::mme_ue_id(act.context.core_id);
}
Octets enb_id(const RadioAct& act) {
  return s1ap::enb_ue_id(act.context.radio_id);
}

}  // namespace

SctpAssociation association_of(const NodeAddress& asks, const NodeAddress& answers,
                               std::uint16_t asks_port, std::uint16_t answers_port,
                               std::uint32_t payload_protocol) {
  std::uint32_t mixed = payload_protocol + 1;
  for (const std::uint8_t each : asks.octets()) mixed = (mixed ^ each) * 16'777'619;
  mixed = mixed * 2 + 1;  // never zero
  SctpAssociation association;
  association.sides[0] = {.address = asks, .port = asks_port, .tag = mixed, .tsn = mixed >> 3};
  association.sides[1] = {
      .address = answers, .port = answers_port, .tag = mixed * 3, .tsn = mixed >> 5};
  association.payload_protocol = payload_protocol;
  return association;
}

S1apNetwork::S1apNetwork(std::uint64_t seed, Tap& tap) : random_(seed), tap_(tap) {}

void S1apNetwork::perform(const RadioAct& act) {
  switch (act.kind) {
    case Kind::attach: return attach(act);
    case Kind::service:
    case Kind::answer:
    case Kind::call:
    case Kind::text: return wake(act);
    case Kind::handover: return hand_over(act);
    case Kind::area_update:
    case Kind::periodic_update: return update(act);
    case Kind::release: return release(act, 0, false);
    case Kind::detach: return detach(act);
    case Kind::wifi_start:
    case Kind::wifi_interim:
    case Kind::wifi_stop: return;
  }
}

void S1apNetwork::attach(const RadioAct& act) {
  const MadeSighting told = act.told(EventKind::attach, Presence::exact);
  const std::string plmn = plmn_text(act);
  if (act.imsi == 0) {  // an emergency without a SIM
    constexpr std::uint8_t kEmergency = 6;
    initial(act,
            nas_eps::attach_request(nas_eps::imei(digits_of(act.imeisv, 16).substr(0, 15)), {},
                                    kEmergency),
            false, told);
  } else if (act.context.tmsi == 0 || random_.percent(kByImsiPercent)) {
    // Before there is a GUTI of this MME some device asks with another network's.
    const bool foreign = act.context.tmsi == 0 && !random_.percent(kByImsiPercent);
    const Octets identity =
        foreign ? nas_eps::guti({.plmn = plmn,
                                 .group = 0x9001,
                                 .code = 0x11,
                                 .m_tmsi = static_cast<std::uint32_t>(random_.next())})
                : nas_eps::imsi(imsi_digits(act));
    initial(act, nas_eps::attach_request(identity), false, told);
  } else {
    initial(act,
            nas_eps::in_security_header(kIntegrity,
                                        nas_eps::attach_request(nas_eps::guti(guti_of(act, plmn)))),
            true, told);
  }
  set_up(act, 40);
}

void S1apNetwork::wake(const RadioAct& act) {
  const MadeSighting service = act.told(EventKind::service_request, Presence::exact);
  std::int64_t after_ms = 0;
  if (act.kind == Kind::answer) {
    down(act, 0,
         s1ap::message(kPaging, s1ap::kInitiating,
                       {s1ap::element(80, {0x12, 0x40}),  // UE Identity Index value
                        s1ap::paging_by_s_tmsi(kMmeCode, act.context.tmsi)}));
    after_ms = 400;
  }
  if (act.kind == Kind::call) {
    initial(act,
            nas_eps::in_security_header(kIntegrity,
                                        nas_eps::extended_service_request(0, act.context.tmsi)),
            true, act.told(EventKind::call, Presence::exact));
  } else {
    initial(act, nas_eps::service_request(), true, service, after_ms);
  }
  set_up(act, after_ms + 12);
  if (act.kind == Kind::text) {
    up(act, after_ms + 70,
       s1ap::uplink_nas_transport({mme_id(act), enb_id(act), s1ap::nas_pdu(ciphered(40)),
                                   s1ap::cell(cell_text(act)), s1ap::tai(area_text(act))}),
       act.told(EventKind::location_report, Presence::exact));
  }
}

// The new eNB tells the MME; the old one hears of it on X2.
void S1apNetwork::hand_over(const RadioAct& act) {
  up(act, 0,
     s1ap::message(kPathSwitch, s1ap::kInitiating,
                   {enb_id(act), s1ap::source_mme_ue_id(act.context.core_id),
                    s1ap::cell(cell_text(act)), s1ap::tai(area_text(act))}),
     act.told(EventKind::handover, Presence::exact));
  down(act, 6, s1ap::message(kPathSwitch, s1ap::kSuccessful, {mme_id(act), enb_id(act)}));
}

// While connected it goes on what connection there is; else it makes one for the moment.
void S1apNetwork::update(const RadioAct& act) {
  const bool periodic = act.kind == Kind::periodic_update;
  const std::string plmn = plmn_text(act);
  initial(
      act,
      nas_eps::in_security_header(
          kIntegrity,
          nas_eps::tau_request(periodic ? kPeriodic : 0, nas_eps::guti(guti_of(act, plmn)))),
      true,
      act.told(periodic ? EventKind::periodic_update : EventKind::area_update, Presence::exact));
  down(act, 10,
       s1ap::downlink_nas_transport({mme_id(act), enb_id(act), s1ap::nas_pdu(ciphered(28))}));
  release(act, 60, false);
}

void S1apNetwork::detach(const RadioAct& act) {
  const std::string plmn = plmn_text(act);
  const Octets request = nas_eps::in_security_header(
      kIntegrity, nas_eps::detach_request(kSwitchOff, nas_eps::guti(guti_of(act, plmn))));
  const MadeSighting told = act.told(EventKind::detach, Presence::leaves);
  if (act.before.radio_id == 0) {
    initial(act, request, true, told);
  } else {
    up(act, 0,
       s1ap::uplink_nas_transport({mme_id(act), enb_id(act), s1ap::nas_pdu(request),
                                   s1ap::cell(cell_text(act)), s1ap::tai(area_text(act))}),
       told);
  }
  release(act, 20, true);
}

// By the eNB for want of traffic, by the MME after a detach. Where the device was stands in the
// last message only.
void S1apNetwork::release(const RadioAct& act, std::int64_t after_ms, bool detached) {
  const Octets cause =
      detached ? s1ap::cause(kNas, kDetached) : s1ap::cause(kRadio, kUserInactivity);
  if (!detached) {
    up(act, after_ms,
       s1ap::message(kReleaseRequest, s1ap::kInitiating, {mme_id(act), enb_id(act), cause}));
  }
  down(act, after_ms + 4,
       s1ap::ue_context_release_command(
           {s1ap::ue_ids(act.context.core_id, act.context.radio_id), cause}));
  s1ap::Elements complete{mme_id(act), enb_id(act)};
  const bool tells = !detached && random_.percent(70);
  if (tells) complete.push_back(s1ap::user_location(cell_text(act), area_text(act)));
  up(act, after_ms + 9, s1ap::ue_context_release_complete(complete),
     tells ? act.told(EventKind::idle, Presence::exact) : MadeSighting{});
}

void S1apNetwork::initial(const RadioAct& act, const Octets& nas, bool named,
                          const MadeSighting& told, std::int64_t after_ms) {
  s1ap::Elements elements{enb_id(act), s1ap::nas_pdu(nas), s1ap::tai(area_text(act)),
                          s1ap::cell(cell_text(act)), s1ap::rrc_cause(0x30)};
  if (named) elements.push_back(s1ap::s_tmsi(kMmeCode, act.context.tmsi));
  up(act, after_ms, s1ap::initial_ue_message(elements), told);
}

// The tunnel is the one that the SGW gave on S11.
void S1apNetwork::set_up(const RadioAct& act, std::int64_t after_ms) {
  const bool attach = act.kind == Kind::attach;
  down(act, after_ms,
       s1ap::initial_context_setup_request(
           {mme_id(act), enb_id(act),
            s1ap::bearers_of_context({{.address = node("10.1.0.2"),
                                       .teid = act.context.user_teid,
                                       .nas = attach ? ciphered(60) : Octets{}}})}));
  constexpr std::uint8_t kInitialContextSetup = 9;
  up(act, after_ms + 25,
     s1ap::message(kInitialContextSetup, s1ap::kSuccessful, {mme_id(act), enb_id(act)}));
}

void S1apNetwork::up(const RadioAct& act, std::int64_t after_ms, const Octets& message,
                     const MadeSighting& told) {
  tap_.message(act.after(after_ms), TappedInterface::s1ap, association(act.context.site), 0,
               message, told);
}

void S1apNetwork::down(const RadioAct& act, std::int64_t after_ms, const Octets& message) {
  tap_.message(act.after(after_ms), TappedInterface::s1ap, association(act.context.site), 1,
               message);
}

SctpAssociation& S1apNetwork::association(std::uint32_t site) {
  const auto found = associations_.find(site);
  if (found != associations_.end()) return found->second;
  NodeAddress enb = node("10.64.0.0");
  for (std::size_t i = 3; i > 1; --i) {
    enb.storage[i] = static_cast<std::uint8_t>(site >> 8 * (3 - i));
  }
  enb.storage[1] = static_cast<std::uint8_t>(0x40 + (site >> 16));
  constexpr std::uint16_t kPort = 36412;
  constexpr std::uint32_t kPayload = 18;
  return associations_.emplace(site, association_of(enb, node("10.1.0.1"), kPort, kPort, kPayload))
      .first->second;
}

// Nobody can read it. The first octet is none that tshark would try as a protocol's.
Octets S1apNetwork::ciphered(std::size_t octets) {
  Octets message{static_cast<std::uint8_t>((random_.next() & 0xf0) | 0x0c)};
  while (message.size() < octets) message.push_back(static_cast<std::uint8_t>(random_.next()));
  return nas_eps::in_security_header(kCiphered, message);
}

}  // namespace celltally
