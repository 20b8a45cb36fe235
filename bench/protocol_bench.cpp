// What a message of each protocol costs: read from its packet, and in the whole loop. Items are
// messages, each in a packet of its own.

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/link_traffic.hpp"
#include "bench/running_probe.hpp"
#include "simulate/bssap_builder.hpp"
#include "simulate/bssgp_builder.hpp"
#include "simulate/diameter_builder.hpp"
#include "simulate/gtpv1_builder.hpp"
#include "simulate/nas_2g_builder.hpp"
#include "simulate/nas_5gs_builder.hpp"
#include "simulate/nas_eps_builder.hpp"
#include "simulate/ngap_builder.hpp"
#include "simulate/pfcp_builder.hpp"
#include "simulate/radius_builder.hpp"
#include "simulate/ranap_builder.hpp"
#include "simulate/s1ap_builder.hpp"
#include "simulate/sgsap_builder.hpp"
#include "simulate/sigtran_builder.hpp"
#include "simulate/sip_builder.hpp"

namespace celltally {
namespace {

using Transport = LinkTraffic::Transport;

constexpr std::uint32_t kDevices = 10'000;
constexpr std::uint32_t kTmsi = 0xc0000000;
constexpr std::array<std::uint8_t, 13> kTaiAndEcgi{0x82, 0x00, 0xf1, 0x10, 0x30, 0x39, 0x00,
                                                   0xf1, 0x10, 0x01, 0x23, 0x45, 0x01};
constexpr std::string_view kTai = "tai:001-01-3039";
constexpr std::string_view kEcgi = "ecgi:001-01-1234501";
constexpr std::string_view kTai5gs = "tai:001-01-003039";
constexpr std::string_view kNcgi = "ncgi:001-01-123456789";
constexpr std::string_view kCgi = "cgi:001-01-0101-0202";
constexpr std::string_view kRai = "rai:001-01-0101-06";

std::string imsi(std::uint32_t device) {
  return "00101" + std::to_string(1'000'000'000 + device);
}
std::string text(std::string_view head, std::uint32_t device) {
  return std::string(head) + std::to_string(device);
}
std::array<std::uint8_t, 4> address(std::uint32_t device) {
  return {10, static_cast<std::uint8_t>(device >> 16), static_cast<std::uint8_t>(device >> 8),
          static_cast<std::uint8_t>(device)};
}
// What a cipher leaves: nobody can read it.
Octets ciphered_eps() {
  return nas_eps::in_security_header(2, Octets(12, 0x5a));
}
Octets ciphered_5gs() {
  return {0x7e, 0x02, 1, 2, 3, 4, 5, 0x99, 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11};
}

Octets s1ap_initial_ue(std::uint32_t device) {
  return s1ap::initial_ue_message(
      {s1ap::enb_ue_id(device), s1ap::nas_pdu(nas_eps::service_request()), s1ap::tai(kTai),
       s1ap::cell(kEcgi), s1ap::rrc_cause(0x40), s1ap::s_tmsi(0xa5, kTmsi + device),
       s1ap::gummei("001-01", 0x8001, 0xa5)});
}
// Ciphered, as nearly all of them are.
Octets s1ap_uplink_nas(std::uint32_t device) {
  return s1ap::uplink_nas_transport({s1ap::mme_ue_id(0x1000000 + device), s1ap::enb_ue_id(device),
                                     s1ap::nas_pdu(ciphered_eps()), s1ap::cell(kEcgi),
                                     s1ap::tai(kTai)});
}
// The largest share of S1's packets.
Octets s1ap_paging(std::uint32_t device) {
  return s1ap::message(
      10, s1ap::kInitiating,
      {s1ap::element(80, {0xaa, 0x80}), s1ap::paging_by_s_tmsi(0xa5, kTmsi + device),
       s1ap::element(109, {0x00}),
       s1ap::element(46, {0x00, 0x00, 0x2f, 0x40, 6, 0x00, 0x00, 0xf1, 0x10, 0x00, 0x01})});
}
Octets s1ap_context_setup(std::uint32_t device) {
  return s1ap::initial_context_setup_request(
      {s1ap::mme_ue_id(0x1000000 + device), s1ap::enb_ue_id(device),
       s1ap::element(66, {0x18, 0x0b, 0xeb, 0xc2, 0x00, 0x30, 0x0b, 0xeb, 0xc2, 0x00}),
       s1ap::bearers_of_context({{{{192, 0, 2, 3}, 4}, 0x2000000 + device, {}, false}}),
       s1ap::element(107, {0x18, 0x00, 0x0c, 0x00, 0x00}), s1ap::element(73, Octets(32, 0x77))});
}
Octets ngap_initial_ue(std::uint32_t device) {
  return ngap::initiating(
      15, {ngap::ran_ue(device),
           ngap::nas(nas_5gs::message(0x4c, nas_5gs::service_request(0x556a, kTmsi + device),
                                      nas_5gs::Security::integrity)),
           ngap::location(kNcgi, kTai5gs, {.timestamp = true}), ngap::element(90, Octets{0x18}),
           ngap::s_tmsi(0x556a, kTmsi + device), ngap::element(112, Octets{0x00})});
}
Octets ngap_uplink_nas(std::uint32_t device) {
  return ngap::initiating(
      46, {ngap::amf_ue(0x100000000 + device), ngap::ran_ue(device), ngap::nas(ciphered_5gs()),
           ngap::location(kNcgi, kTai5gs, {.timestamp = true})});
}
Octets pfcp_establishment(std::uint32_t device) {
  const NodeAddress smf{{192, 0, 2, 9}, 4};
  const NodeAddress upf{{192, 0, 2, 3}, 4};
  const auto ue = address(device);
  const NodeAddress own{{ue[0], ue[1], ue[2], ue[3]}, 4};
  return pfcp::session(
      50, 0, device & 0xffffff,
      {pfcp::node_id(smf), pfcp::f_seid(0x1000 + device, {smf}),
       pfcp::create_pdr(0, {pfcp::f_teid(0x2000000 + device, {upf}), pfcp::ue_address({own})}),
       pfcp::create_pdr(1, {pfcp::ue_address({own})}),
       pfcp::user_id({.imsi = imsi(device), .msisdn = "999708765432"})});
}
Octets pfcp_modification(std::uint32_t device) {
  return pfcp::session(
      52, 0x1000 + device, device & 0xffffff,
      {pfcp::group(10, {pfcp::element(108, Octets{0, 0, 0, 2}), pfcp::element(44, Octets{2})})});
}
Octets diameter_gx(std::uint32_t device) {
  return diameter::request(
      diameter::kGx, 272,
      {diameter::session_id(text("pgw1.epc.example;10;", device)),
       diameter::origin_host("pgw1.epc.example"), diameter::cc_request_type(diameter::kUpdate),
       diameter::subscription_id(1, imsi(device)), diameter::subscription_id(0, "999708765432"),
       diameter::framed_ip_address(address(device)), diameter::rat_type(1004),
       diameter::event_trigger(13), diameter::user_location(kTaiAndEcgi)},
      {.hop_by_hop = device, .end_to_end = device});
}
Octets diameter_s6a(std::uint32_t device) {
  return diameter::request(
      diameter::kS6a, 316,
      {diameter::session_id(text("mme1.epc.example;10;", device)),
       diameter::origin_host("mme1.epc.example"), diameter::user_name(imsi(device))},
      {.hop_by_hop = device, .end_to_end = device});
}
Octets radius_interim(std::uint32_t device) {
  return radius::accounting_request(
      {radius::acct_status_type(radius::kInterim), radius::acct_session_id(text("0A2D", device)),
       radius::nas_ip_address(std::array<std::uint8_t, 4>{10, 3, 3, 3}),
       radius::framed_ip_address(address(device)), radius::calling_station_id("999708765432"),
       radius::called_station_id("internet"), radius::imsi(imsi(device)), radius::rat_type(6),
       radius::user_location(kTaiAndEcgi)},
      {.identifier = static_cast<std::uint8_t>(device),
       .authenticator = static_cast<std::uint8_t>(device >> 8)});
}
Octets sgsap_location_update(std::uint32_t device) {
  return sgsap::message(9, {sgsap::imsi(imsi(device)), sgsap::mme_name("mmec01.mmegi8001.example"),
                            sgsap::eps_location_update_type(2), sgsap::lai("lai:001-01-0505"),
                            sgsap::tai(kTai), sgsap::ecgi(kEcgi)});
}
Octets gtpv1_update(std::uint32_t device) {
  return gtpv1::update_pdp_context_request(
      {gtpv1::imsi(imsi(device)), gtpv1::rai(kRai), gtpv1::teid_data(0x3000000 + device),
       gtpv1::teid_control(0x4000000 + device), gtpv1::nsapi(5),
       gtpv1::gsn_address({{192, 0, 2, 1}, 4}), gtpv1::gsn_address({{192, 0, 2, 1}, 4}),
       gtpv1::qos(), gtpv1::rat(1), gtpv1::uli("sai:001-01-0101-0202")},
      {.teid = 0x5000000 + device, .sequence = static_cast<std::uint16_t>(device)});
}
Octets ranap_initial_ue(std::uint32_t device) {
  const Octets nas =
      nas_2g::location_updating_request(0, "lai:001-01-0101", nas_2g::tmsi(kTmsi + device));
  return sigtran::m3ua(
      {}, sigtran::connection_request(
              device, sigtran::kRanap,
              ranap::initial_ue({ranap::domain(false), ranap::lai("lai:001-01-0101"),
                                 ranap::sai("sai:001-01-0101-0202"), ranap::nas(nas)})));
}
Octets bssap_complete_layer_3(std::uint32_t device) {
  const Octets nas =
      nas_2g::location_updating_request(0, "lai:001-01-0101", nas_2g::tmsi(kTmsi + device));
  return sigtran::m3ua(
      {}, sigtran::connection_request(device, sigtran::kBssap, bssap::complete_layer_3(kCgi, nas)));
}
Octets bssgp_uplink(std::uint32_t device) {
  return bssgp::uplink(kTmsi + device, kRai, 0x0202,
                       nas_2g::routing_area_update_request(0, kRai, kTmsi + device));
}
Octets sip_register(std::uint32_t device) {
  const std::string who = sip::private_identity(imsi(device), "001-01");
  const std::string from = "From: <sip:" + who + ">;tag=a";
  const std::string to = "To: <sip:" + who + ">";
  const std::string call = text("Call-ID: call-of-", device);
  return sip::request(
      "REGISTER",
      {"Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bK776asdhds", "Max-Forwards: 70", from, to,
       call, "CSeq: 1 REGISTER", "Contact: <sip:[2001:db8::1]:5060>", "Expires: 600000",
       "P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010130391234501",
       "Supported: path,sec-agree", "Content-Length: 0"});
}

struct Case {
  const char* name;
  LinkTraffic link;
};

const Case kCases[] = {
    {"S1apInitialUeMessage", {Transport::sctp, 36412, 18, false, s1ap_initial_ue}},
    {"S1apUplinkNasTransport", {Transport::sctp, 36412, 18, false, s1ap_uplink_nas}},
    {"S1apPaging", {Transport::sctp, 36412, 18, true, s1ap_paging}},
    {"S1apInitialContextSetupRequest", {Transport::sctp, 36412, 18, true, s1ap_context_setup}},
    {"NgapInitialUeMessage", {Transport::sctp, 38412, 60, false, ngap_initial_ue}},
    {"NgapUplinkNasTransport", {Transport::sctp, 38412, 60, false, ngap_uplink_nas}},
    {"SgsapLocationUpdateRequest", {Transport::sctp, 29118, 0, false, sgsap_location_update}},
    {"DiameterGxUpdate", {Transport::sctp, 3868, 46, false, diameter_gx}},
    {"DiameterS6aUpdateLocation", {Transport::sctp, 3868, 46, false, diameter_s6a}},
    {"PfcpSessionEstablishment", {Transport::udp, 8805, 0, false, pfcp_establishment}},
    {"PfcpSessionModification", {Transport::udp, 8805, 0, false, pfcp_modification}},
    {"RadiusAccountingInterim", {Transport::udp, 1813, 0, false, radius_interim}},
    {"Gtpv1UpdatePdpContext", {Transport::udp, 2123, 0, false, gtpv1_update}},
    {"SipRegister", {Transport::udp, 5060, 0, false, sip_register}},
    {"RanapInitialUeMessage", {Transport::sctp, 2905, 3, false, ranap_initial_ue}},
    {"BssapCompleteLayer3", {Transport::sctp, 2905, 3, false, bssap_complete_layer_3}},
    {"BssgpUplinkUnitdata", {Transport::udp, 23000, 0, false, bssgp_uplink}},
};

// What read no message of a packet has measured nothing.
bool reads_nearly_all(const Decoder& decoder) {
  std::uint64_t packets = 0;
  std::uint64_t messages = 0;
  for (const std::uint64_t each : decoder.counters().packets) packets += each;
  for (const std::uint64_t each : decoder.counters().messages) messages += each;
  return messages * 100 >= packets * 98 && decoder.counters().damages[0] == messages;
}

void decode(benchmark::State& state, const LinkTraffic& link) {
  MemorySource source = endless(link, kDevices);
  Decoder decoder;
  const auto burst = std::make_unique<MessageBurst>();
  std::array<Packet, 32> room;
  const auto step = [&] {
    const auto polled = source.poll(room);
    for (const Packet& packet : polled) {
      if (!burst->has_room()) burst->clear();
      benchmark::DoNotOptimize(decoder.decode(packet, *burst));
    }
    burst->clear();
    return polled.size();
  };
  for (std::size_t warm = 0; warm < kDevices;) warm += step();
  std::size_t packets = 0;
  for (auto _ : state) packets += step();
  state.SetItemsProcessed(static_cast<std::int64_t>(packets));
  if (!reads_nearly_all(decoder)) state.SkipWithError("these messages are not read");
}

void whole_loop(benchmark::State& state, const LinkTraffic& link) {
  RunningProbe probe([&] { return endless(link, kDevices); }, kDevices);
  const std::uint64_t before = probe.worker.packets();
  for (auto _ : state) probe.worker.step();
  state.SetItemsProcessed(static_cast<std::int64_t>(probe.worker.packets() - before));
  if (!reads_nearly_all(probe.decoder)) state.SkipWithError("these messages are not read");
}

const bool kRegistered = [] {
  for (const Case& each : kCases) {
    const std::string name = each.name;
    benchmark::RegisterBenchmark(("BM_Decode/" + name).c_str(), decode, each.link);
  }
  for (const Case& each : kCases) {
    const std::string name = each.name;
    benchmark::RegisterBenchmark(("BM_WholeLoop/" + name).c_str(), whole_loop, each.link);
  }
  return true;
}();

}  // namespace
}  // namespace celltally
