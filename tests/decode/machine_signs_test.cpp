#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "decode/diameter.hpp"
#include "decode/ngap.hpp"
#include "decode/pfcp.hpp"
#include "decode/radius.hpp"
#include "decode/s1ap.hpp"
#include "decode/sip.hpp"
#include "simulate/access_point_name.hpp"
#include "simulate/nas_5gs_builder.hpp"
#include "simulate/nas_eps_builder.hpp"
#include "simulate/ngap_builder.hpp"
#include "simulate/pfcp_builder.hpp"
#include "simulate/radius_builder.hpp"
#include "simulate/s1ap_builder.hpp"
#include "simulate/sip_builder.hpp"
#include "tests/decode/decoded_pdu.hpp"
#include "tests/decode/diameter_messages.hpp"
#include "tests/decode/tac_digits.hpp"

// What each protocol tells of the kind of device: the network it uses, its type, its slice.
namespace celltally {
namespace {

constexpr std::string_view kName = "iot.example";
constexpr std::string_view kDefaultTac = "35345678";
const Octets kMasked{0x35, 0x34, 0x56, 0x78, 0x90, 0xff, 0xff, 0x56};

struct Case {
  std::string_view name;
  Octets octets;
  std::string_view apn{};
  bool machine = false;
  std::string_view tac{};
};

std::string apn_of(const DecodedPdu& decoded) {
  return {decoded.message.apn.begin(), decoded.message.apn.end()};
}

std::string labels_of(std::string_view name) {
  if (name.empty()) return {};
  const Octets labels = apn_labels(name);
  return {labels.begin(), labels.end()};
}

enum class As : std::uint8_t { text, labels };

void expect(DecodedPdu::Decode decode, As as, const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    const DecodedPdu got{decode, one.octets};
    ASSERT_EQ(got.messages, 1u) << one.name;
    EXPECT_EQ(apn_of(got), as == As::text ? std::string{one.apn} : labels_of(one.apn)) << one.name;
    EXPECT_EQ(got.message.machine != MachineHint::none, one.machine) << one.name;
    EXPECT_EQ(digits_of(got.message.tac), one.tac) << one.name;
    EXPECT_EQ(got.message.damage, MessageDamage::none) << one.name;
  }
}

TEST(MachineSigns, InDiameterAreTheCalledStationAndTheServiceSelected) {
  using namespace diameter_messages;  // NOLINT(google-build-using-namespace): the builders
  const Avps on_wifi{called_station_id("00-11-22-33-44-55:iot.example")};
  expect(decode_diameter, As::text,
         {{"Gx", gx(kInitial, {imsi(), called_station_id(kName)}), kName},
          {"Gy, outside", gy(kInitial, {imsi(), called_station_id(kName)}), kName},
          {"Gy", gy(kInitial, {service_information({called_station_id(kName)})}), kName},
          {"Rf", rf(kInitial, {service_information({called_station_id(kName)})}), kName},
          {"S6a, Notify", request(kS6a, 323, with_base({service_selection(kName)})), kName},
          {"the first", gx(kInitial, {called_station_id(kName), called_station_id("x")}), kName},
          {"an access point's address", gx(kInitial, on_wifi)},
          {"none", gx(kInitial, {imsi()})}});
}

TEST(MachineSigns, InRadiusAreTheCalledStationUnlessItIsAnAccessPoint) {
  using namespace radius;  // NOLINT(google-build-using-namespace): the builders
  const auto start = [](const Octets& called, const Octets& more = {}) {
    return accounting_request({acct_status_type(kStart), radius::imsi("001010000000001"),
                               acct_session_id("1"), called, more});
  };
  expect(decode_radius, As::text,
         {{"of a gateway", start(called_station_id(kName)), kName},
          {"of an access point", start(called_station_id("00-11-22-33-44-55:iot.example"))},
          {"of an access point without a name", start(called_station_id("00-11-22-33-44-55"))},
          {"on Wi-Fi", start(called_station_id(kName), nas_port_type(19))}});
}

struct InstanceCase {
  std::string_view contact;
  std::string_view tac;
};

// RFC 7254 4.1, RFC 5626 4.1.
TEST(MachineSigns, InSipAreTheInstanceOfTheSender) {
  using namespace sip;  // NOLINT(google-build-using-namespace): the builders

  constexpr InstanceCase kInstances[] = {
      {"Contact: <sip:a@192.0.2.1;ob>;expires=600;"
       "+sip.instance=\"<urn:gsma:imei:35345678-901234-0>\";+g.3gpp.smsip",
       "35345678"},
      {"m: sip:a@192.0.2.1 ; +SIP.Instance = \"<URN:GSMA:IMEI:01345678-901234-0;svn=56>\"",
       "01345678"},
      {"Contact: \"; +sip.instance=\" <sip:a@b>;\r\n "
       "+sip.instance=\"<urn:gsma:imei:35345678-901234-0>\"",
       "35345678"},
      {"Contact: <sip:a@b>;+sip.instance=\"<urn:uuid:35345678-9012-3456-7890-123456789012>\"", ""},
      {"Contact: <sip:a@b>;+sip.instance=\"<urn:gsma:imei:3534567-8901234-0>\"", ""},
      {"Contact: <sip:a@b>;+sip.instance=\"<urn:gsma:imei:353456789-01234-0>\"", ""},
      {"Contact: <sip:a@b>;+sip.instance=\"<urn:gsma:imei:35345678-90123-0>\"", ""},
      {"Contact: <sip:a@b>;+sip.instance=\"<urn:gsma:imei:353456789012340>\"", ""},
      {"Contact: <sip:a@b>;+sip.instance=\"<urn:gsma:imei:35345678", ""},
      {"Contact: <sip:a@b>;+sip.instances=\"<urn:gsma:imei:35345678-901234-0>\"", ""},
      {"Contact: \"+sip.instance=<urn:gsma:imei:35345678-901234-0>\" <sip:a@b>", ""},
      {"X: <sip:a@b>;+sip.instance=\"<urn:gsma:imei:35345678-901234-0>\"", ""},
      {"Contact: *", ""},
  };
  for (const InstanceCase& each : kInstances) {
    for (const std::string_view method : {"REGISTER", "INVITE"}) {
      const auto got = DecodedPdu{decode_sip, request(method, {each.contact})};
      EXPECT_EQ(digits_of(got.message.tac), each.tac) << each.contact;
      EXPECT_EQ(got.message.has_imei, !each.tac.empty()) << each.contact;
      EXPECT_EQ(got.message.damage, MessageDamage::none) << each.contact;
    }
  }
  // In an answer stand all devices of the one who registered.
  const auto answer =
      DecodedPdu{decode_sip, response(200, {"CSeq: 1 REGISTER", kInstances[0].contact})};
  EXPECT_FALSE(answer.message.tac.known());
}

TEST(MachineSigns, InPfcpAreTheDataNetworkAndTheSlice) {
  using namespace pfcp;  // NOLINT(google-build-using-namespace): the builders
  constexpr std::uint8_t kEstablish = 50;
  constexpr std::uint8_t kAccess = 0;
  constexpr std::uint8_t kCore = 1;
  const auto asks = [](const Elements& elements) { return session(kEstablish, 0, 1, elements); };
  const Octets access = create_pdr(kAccess, {network_instance("access.example")});
  const Octets core = create_pdr(kCore, {network_instance(kName)});
  expect(decode_pfcp, As::text,
         {{"the far side's network", asks({access, core}), kName},
          {"the near side's says nothing", asks({access})},
          {"slice of massive Internet of Things", asks({s_nssai(3)}), "", true},
          {"slice of machine-type communications", asks({s_nssai(5)}), "", true},
          {"slice of mobile broadband", asks({s_nssai(1)})},
          {"slice that is missing", asks({element(257, {})})}});
  expect(decode_pfcp, As::labels,
         {{"DNN", asks({apn_dnn(kName)}), kName},
          {"DNN is more than the network", asks({core, apn_dnn("x.y")}), "x.y"}});
}

Octets uplink_5g(const Octets& nas) {
  return ngap::initiating(46, {ngap::amf_ue(7), ngap::ran_ue(9), ngap::nas(nas),
                               ngap::location("ncgi:001-01-000000101", "tai:001-01-000001")});
}

Octets transport_5g(const Octets& options, nas_5gs::Security security) {
  const Octets session_request{0x2e, 0x01, 0x01, 0xc1, 0xff, 0xff, 0x91};
  return uplink_5g(
      nas_5gs::message(0x67, nas_5gs::transport(1, session_request, options), security));
}

TEST(MachineSigns, InNasOf5gAreTheDataNetworkAndTheSliceAskedFor) {
  using nas_5gs::Security;
  const Octets id{0x12, 0x01, 0x81};  // session 1, initial request
  const auto with = [&](std::uint8_t slice, std::string_view dnn) {
    Octets options = id;
    for (const Octets& each :
         {nas_5gs::tlv(0x22, Octets{slice}), nas_5gs::tlv(0x25, apn_labels(dnn))}) {
      options.insert(options.end(), each.begin(), each.end());
    }
    return options;
  };
  expect(decode_ngap, As::labels,
         {{"plain", transport_5g(with(1, kName), Security::plain), kName},
          {"integrity protected", transport_5g(with(1, kName), Security::integrity), kName},
          {"null cipher", transport_5g(with(1, kName), Security::ciphered), kName},
          {"slice", transport_5g(with(3, "internet"), Security::plain), "internet", true},
          {"neither", transport_5g(id, Security::plain)}});
}

TEST(MachineSigns, InNgapAreTheSlicesOfSessionsAndTheMaskedType) {
  const auto setup = [](std::uint8_t type, bool with_sd) {
    const std::vector<ngap::Session> sessions{
        {.id = 1, .upf = {node("192.0.2.7")}, .teid = 5},
        {.id = 2, .teid = 6, .slice_type = type, .slice_with_sd = with_sd}};
    return ngap::initiating(29,
                            {ngap::amf_ue(7), ngap::ran_ue(9), ngap::sessions_to_set_up(sessions)});
  };
  const Octets context =
      ngap::initiating(14, {ngap::amf_ue(7), ngap::ran_ue(9), ngap::element(34, kMasked)});
  expect(decode_ngap, As::labels,
         {{"slice", setup(3, false), "", true},
          {"slice with differentiator", setup(3, true), "", true},
          {"another slice", setup(2, true)},
          {"the largest number", setup(255, false)},
          {"masked IMEISV", context, "", false, kDefaultTac}});
  EXPECT_FALSE((DecodedPdu{decode_ngap, context}.message.has_imei));
}

Octets uplink_4g(const Octets& nas) {
  return s1ap::uplink_nas_transport({s1ap::mme_ue_id(5), s1ap::enb_ue_id(7), s1ap::nas_pdu(nas),
                                     s1ap::cell("ecgi:001-01-0000101"),
                                     s1ap::tai("tai:001-01-0001")});
}

Octets attach_with(const Octets& session_request) {
  using namespace nas_eps;  // NOLINT(google-build-using-namespace): the builders
  return message(
      0x41,
      joined(
          {{0x71}, lv(nas_eps::imsi("001010000000001")), lv({0xe0, 0xe0}), lve(session_request)}));
}

// Session management: one message of each sort that names a network.
struct SessionManagement {
  Octets connect = nas_eps::joined(
      {{0x02, 0x01, 0xd0, 0x11}, nas_eps::tlv(0x28, apn_labels(kName)), {0x27, 0x01, 0x80}});
  Octets inform = nas_eps::joined({{0x02, 0x01, 0xda}, nas_eps::tlv(0x28, apn_labels(kName))});
  Octets activate = nas_eps::joined(
      {{0x52, 0x01, 0xc1}, nas_eps::lv({0x09}), nas_eps::lv(apn_labels(kName)), {0x05, 0x01, 10}});
};

TEST(MachineSigns, InNasOf4gAreTheAccessPointNamesOfSessionManagement) {
  using nas_eps::in_security_header;
  const SessionManagement of;
  Octets cut = of.inform;
  cut.pop_back();
  Octets beyond = of.inform;
  beyond.insert(beyond.end(), {0x27, 0x05, 0x80});
  Octets empty_label = of.inform;
  empty_label[5] = 0;
  expect(
      decode_s1ap, As::labels,
      {{"in an attach request", uplink_4g(attach_with(of.connect)), kName},
       {"the same, protected", uplink_4g(in_security_header(1, attach_with(of.connect))), kName},
       {"an attach request without", uplink_4g(nas_eps::attach_request(nas_eps::imsi("00101000000"
                                                                                     "0001")))},
       {"a request of its own", uplink_4g(in_security_header(1, of.connect)), kName},
       {"information, null cipher", uplink_4g(in_security_header(2, of.inform)), kName},
       {"cut short", uplink_4g(in_security_header(2, cut))},
       {"an element beyond the end", uplink_4g(in_security_header(2, beyond))},
       {"a label without letters", uplink_4g(in_security_header(2, empty_label))},
       {"activation",
        s1ap::downlink_nas_transport({s1ap::mme_ue_id(5), s1ap::enb_ue_id(7),
                                      s1ap::nas_pdu(in_security_header(2, of.activate))}),
        kName}});
}

TEST(MachineSigns, InS1apAreTheMaskedType) {
  const Octets request = s1ap::initial_context_setup_request(
      {s1ap::mme_ue_id(5), s1ap::enb_ue_id(7), s1ap::element(192, kMasked)});
  expect(decode_s1ap, As::labels, {{"masked IMEISV", request, "", false, kDefaultTac}});
  EXPECT_FALSE((DecodedPdu{decode_s1ap, request}.message.has_imei));
}

}  // namespace
}  // namespace celltally
