#include "simulate/s11_templates.hpp"

#include <algorithm>
#include <array>

#include "simulate/frame_builder.hpp"
#include "simulate/gtpv1_builder.hpp"
#include "simulate/gtpv2_builder.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally {

namespace {

using gtpv2::Head;
using gtpv2::Interface;

constexpr std::uint8_t kAccepted = 16;
constexpr std::uint8_t kEutran = 6;
constexpr std::uint8_t kBearer = 5;

UdpFlow to_sgw() {
  return {.source = node("10.10.0.1"), .destination = node("10.10.0.2")};
}

// UDP checksum 0, "not computed" (RFC 768): it would differ from person to person.
PacketTemplate form(const UdpFlow& flow, const Octets& message) {
  constexpr std::size_t kChecksum = 14 + 20 + 6;
  Octets frame = udp_frame(flow, message);
  std::fill_n(frame.begin() + kChecksum, 2, std::uint8_t{0});
  return PacketTemplate{std::move(frame)};
}

Octets location() {
  const Plmn operator_code = plmn("001-01");
  return gtpv2::uli(std::array{Place{PlaceKind::tai, operator_code, PacketTemplate::kTac},
                               Place{PlaceKind::ecgi, operator_code, PacketTemplate::kEci}});
}

// Protocol configuration options as a phone sends them (TS 24.008 10.5.6.3): IPCP with two name
// servers asked for, and three containers.
Octets configuration_options() {
  constexpr std::array<std::uint8_t, 29> kOptions{
      0x80, 0x80, 0x21, 0x10, 0x01, 0x00, 0x00, 0x10, 0x81, 0x06, 0x00, 0x00, 0x00, 0x00, 0x83,
      0x06, 0x00, 0x00, 0x00, 0x00, 0x00, 0x0d, 0x00, 0x00, 0x0a, 0x00, 0x00, 0x10, 0x00};
  return gtpv2::element(78, kOptions);
}

Octets create_session_request() {
  using namespace gtpv2;
  return gtpv2::create_session_request(
      {imsi(PacketTemplate::kImsi), msisdn(PacketTemplate::kMsisdn), mei(PacketTemplate::kImeisv),
       location(), serving_network(plmn("001-01")), rat(kEutran), indication({0x00, 0x00}),
       fteid(Interface::s11_mme, PacketTemplate::kMmeTeid, node("10.10.0.1")),
       fteid(Interface::s5_c_pgw, 0, node("10.10.0.3"), 1), apn("internet.mnc001.mcc001.gprs"),
       selection_mode(0), pdn_type(1), paa(node("0.0.0.0")), apn_restriction(0),
       ambr(50'000, 150'000), configuration_options(), bearer_context({ebi(kBearer), bearer_qos()}),
       time_zone(0x40, 0)},
      {.teid = 0, .sequence = PacketTemplate::kSequence});
}

Octets create_session_response() {
  using namespace gtpv2;
  return gtpv2::create_session_response(
      {cause(kAccepted), fteid(Interface::s11_sgw, PacketTemplate::kSgwTeid, node("10.10.0.2")),
       fteid(Interface::s5_c_pgw, 0x70700001, node("10.10.0.3"), 1), paa(node("10.45.0.1")),
       bearer_context({ebi(kBearer), cause(kAccepted),
                       fteid(Interface::s1u_sgw, 0x51510002, node("10.10.0.2")),
                       fteid(Interface::s5_u_pgw, 0x70700002, node("10.10.0.3"), 2)})},
      {.teid = PacketTemplate::kMmeTeid, .sequence = PacketTemplate::kSequence});
}

Octets modify_bearer_request() {
  using namespace gtpv2;
  return gtpv2::modify_bearer_request(
      {location(), rat(kEutran), serving_network(plmn("001-01")),
       bearer_context({ebi(kBearer), fteid(Interface::s1u_enb, 0xe0e00001, node("10.20.0.9"))})},
      {.teid = PacketTemplate::kSgwTeid, .sequence = PacketTemplate::kSequence});
}

Octets modify_bearer_response() {
  using namespace gtpv2;
  return gtpv2::modify_bearer_response(
      {cause(kAccepted),
       bearer_context({ebi(kBearer), cause(kAccepted),
                       fteid(Interface::s1u_sgw, 0x51510002, node("10.10.0.2"))})},
      {.teid = PacketTemplate::kMmeTeid, .sequence = PacketTemplate::kSequence});
}

PacketTemplate user_data() {
  constexpr std::array<std::uint8_t, 80> kInnerPayload{};
  const UdpFlow inner{node("10.45.0.1"), node("10.99.0.1"), 50000, 50001};
  const UdpFlow outer{node("10.20.0.9"), node("10.10.0.2"), UdpFlow::kGtpUser, UdpFlow::kGtpUser};
  return form(outer, gtpv1::t_pdu(0x51510002, udp_packet(inner, kInnerPayload)));
}

}  // namespace

S11Templates s11_templates() {
  const UdpFlow there = to_sgw();
  const UdpFlow back = there.reversed();
  const Head to_core{.teid = PacketTemplate::kSgwTeid, .sequence = PacketTemplate::kSequence};
  const Head to_mme{.teid = PacketTemplate::kMmeTeid, .sequence = PacketTemplate::kSequence};
  return {
      .create_session_request = form(there, create_session_request()),
      .create_session_response = form(back, create_session_response()),
      .modify_bearer_request = form(there, modify_bearer_request()),
      .modify_bearer_response = form(back, modify_bearer_response()),
      .release_access_bearers_request =
          form(there, gtpv2::release_access_bearers_request({}, to_core)),
      .release_access_bearers_response =
          form(back, gtpv2::release_access_bearers_response({gtpv2::cause(kAccepted)}, to_mme)),
      .user_data = user_data(),
  };
}

}  // namespace celltally
