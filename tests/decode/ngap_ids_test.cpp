#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "decode/ngap.hpp"
#include "simulate/nas_5gs_builder.hpp"
#include "simulate/ngap_builder.hpp"
#include "simulate/node_address.hpp"
#include "tests/decode/ngap_decoded.hpp"

namespace celltally {
namespace {

using namespace ngap;  // NOLINT(google-build-using-namespace): the builders
using nas_5gs::Security;
using Ids = std::vector<TemporaryId>;
using Kind = TemporaryId::Kind;
using Role = TemporaryId::Role;
using Way = DecodedNgap::Way;

constexpr std::uint16_t kSetPointer = 0x556a;
constexpr std::uint32_t kTmsi = 0xc0ffee01;

TemporaryId ran(std::uint64_t id, Role role = Role::names) {
  return DecodedNgap::ran_ue(id).as(role);
}
TemporaryId amf(std::uint64_t id, Role role = Role::names) {
  return DecodedNgap::amf_ue(id).as(role);
}
TemporaryId five_g_s_tmsi(Role role = Role::names) {
  return DecodedNgap::s_tmsi(kSetPointer, kTmsi).as(role);
}
// 001-01, region 1, and the rest as above.
TemporaryId five_g_guti(Role role = Role::names) {
  const Octets octets{0x00, 0xf1, 0x10, 0x01, 0x55, 0x6a, 0xc0, 0xff, 0xee, 0x01};
  return TemporaryId::of_octets(Kind::guti, octets).as(role);
}
TemporaryId tunnel(const std::string& upf, std::uint32_t teid, Role role = Role::names) {
  const NodeAddress address = node(upf);
  return TemporaryId::at_node(Kind::user_tunnel, IpAddress::of(address.octets()), 0, teid).as(role);
}

Octets guti() {
  return nas_5gs::guti("001-01", 1, kSetPointer, kTmsi);
}
Octets registration(const Octets& identity) {
  return nas(nas_5gs::message(0x41, nas_5gs::registration_request(1, identity)));
}
Octets service_request() {
  return nas(nas_5gs::message(0x4c, nas_5gs::service_request(kSetPointer, kTmsi)));
}
Octets accept(Security security) {
  return nas(
      nas_5gs::message(0x42, nas_5gs::registration_accept(nas_5gs::tlv_e(0x77, guti())), security));
}
std::vector<Session> session(std::uint32_t teid = 0x11223344) {
  return {{.upf = {node("192.0.2.50")}, .teid = teid}};
}

struct Case {
  std::string_view name;
  Way way;
  Octets pdu;
  Ids ids;
};

const Case kCases[] = {
    {"a connection begins, by 5G-S-TMSI",
     Way::uplink,
     initiating(15, {ran_ue(9), service_request(), s_tmsi(kSetPointer, kTmsi)}),
     {ran(9, Role::given), five_g_s_tmsi()}},
    {"the radio network was not told it, NAS was",
     Way::uplink,
     initiating(15, {ran_ue(9), service_request()}),
     {ran(9, Role::given), five_g_s_tmsi()}},
    {"a connection begins, by both",
     Way::uplink,
     initiating(15, {ran_ue(9), registration(guti()), s_tmsi(kSetPointer, kTmsi)}),
     {ran(9, Role::given), five_g_guti(), five_g_s_tmsi()}},
    {"by a GUTI that may be another AMF's",
     Way::uplink,
     initiating(15, {ran_ue(9), registration(guti())}),
     {ran(9, Role::given), five_g_guti()}},
    {"by a SUCI",
     Way::uplink,
     initiating(15, {ran_ue(9), registration(nas_5gs::suci_null("001-01", "0000000001"))}),
     {ran(9, Role::given)}},
    {"by identities that stacks under test send",
     Way::uplink,
     initiating(15, {ran_ue(9), registration(nas_5gs::guti("001-01", 0, 0, 0)), s_tmsi(0, 0)}),
     {ran(9, Role::given)}},
    {"to AMF", Way::uplink, initiating(46, {amf_ue(7), ran_ue(9)}), {ran(9), amf(7)}},
    {"from AMF", Way::downlink, initiating(4, {amf_ue(7), ran_ue(9)}), {ran(9), amf(7)}},
    {"the longest ids",
     Way::uplink,
     initiating(46, {amf_ue(0xfedc'ba98'76), ran_ue(0xfedcba98)}),
     {ran(0xfedcba98), amf(0xfedc'ba98'76)}},
    {"accepted, with a new GUTI",
     Way::downlink,
     initiating(14, {amf_ue(7), ran_ue(9), accept(Security::integrity)}),
     {ran(9), amf(7), five_g_guti(Role::given), five_g_s_tmsi(Role::given)}},
    {"the same under the null cipher",
     Way::downlink,
     initiating(4, {amf_ue(7), ran_ue(9), accept(Security::ciphered)}),
     {ran(9), amf(7), five_g_guti(Role::given), five_g_s_tmsi(Role::given)}},
    {"a new GUTI only",
     Way::downlink,
     initiating(4, {amf_ue(7), ran_ue(9),
                    nas(nas_5gs::message(0x54, nas_5gs::tlv_e(0x77, guti()), Security::ciphered))}),
     {ran(9), amf(7), five_g_guti(Role::given), five_g_s_tmsi(Role::given)}},
    {"switched off",
     Way::uplink,
     initiating(46, {amf_ue(7), ran_ue(9),
                     nas(nas_5gs::message(0x45, nas_5gs::deregistration_request(9, guti())))}),
     {ran(9), amf(7), five_g_guti(), five_g_s_tmsi()}},
    {"sessions in a context",
     Way::downlink,
     initiating(14, {amf_ue(7), ran_ue(9), sessions_in_context(session())}),
     {ran(9), amf(7), tunnel("192.0.2.50", 0x11223344)}},
    {"sessions",
     Way::downlink,
     initiating(29, {amf_ue(7), ran_ue(9), sessions_to_set_up(session())}),
     {ran(9), amf(7), tunnel("192.0.2.50", 0x11223344)}},
    {"a session that is made",
     Way::downlink,
     initiating(29, {amf_ue(7), ran_ue(9),
                     sessions_to_set_up(std::vector<Session>{
                         {.upf = {node("192.0.2.50")}, .teid = 5, .nas = Octets{0x7e, 2, 0, 0}}})}),
     {ran(9), amf(7), tunnel("192.0.2.50", 5, Role::given)}},
    {"a session's tunnel moves",
     Way::downlink,
     initiating(26, {amf_ue(7), ran_ue(9), sessions_to_modify(session())}),
     {ran(9), amf(7), tunnel("192.0.2.50", 0x11223344, Role::given)}},
    {"an accept beside a session",
     Way::downlink,
     initiating(14, {amf_ue(7), ran_ue(9),
                     sessions_in_context(std::vector<Session>{
                         {.upf = {node("192.0.2.50")},
                          .teid = 5,
                          .nas = nas_5gs::message(0x42, nas_5gs::registration_accept(
                                                            nas_5gs::tlv_e(0x77, guti())))}})}),
     {ran(9), amf(7), tunnel("192.0.2.50", 5, Role::given), five_g_guti(Role::given),
      five_g_s_tmsi(Role::given)}},
    {"handover asked of the target",
     Way::downlink,
     initiating(13, {amf_ue(8), sessions_in_handover(session())}),
     {amf(8, Role::given), tunnel("192.0.2.50", 0x11223344)}},
    {"the target is ready",
     Way::uplink,
     successful(13, {amf_ue(8), ran_ue(4)}),
     {ran(4, Role::given), amf(8)}},
    {"the target is not", Way::uplink, unsuccessful(13, {amf_ue(8)}), {amf(8, Role::ends)}},
    {"the source may send",
     Way::downlink,
     successful(12, {amf_ue(7), ran_ue(9)}),
     {ran(9), amf(7)}},
    {"arrived", Way::uplink, initiating(11, {amf_ue(8), ran_ue(4)}), {ran(4), amf(8)}},
    {"moved within the radio network",
     Way::uplink,
     initiating(25, {ran_ue(3), source_amf_ue(7)}),
     {ran(3, Role::given), amf(7)}},
    {"that is known, AMF's id is another",
     Way::downlink,
     successful(25, {amf_ue(17), ran_ue(3), sessions_switched(session())}),
     {ran(3), amf(17), tunnel("192.0.2.50", 0x11223344, Role::given)}},
    {"AMF's id changes",
     Way::downlink,
     initiating(40, {amf_ue(7), ran_ue(9), new_amf_ue(17)}),
     {ran(9), amf(7), amf(17, Role::given)}},
    {"to be released, by both",
     Way::downlink,
     initiating(41, {ue_ids(7, 9), cause(0, 20)}),
     {ran(9), amf(7)}},
    {"to be released, left behind by a handover",
     Way::downlink,
     initiating(41, {ue_ids(7, 9), cause(0, 2)}),
     {ran(9, Role::ends), amf(7, Role::ends)}},
    {"to be released, for the device is served elsewhere",
     Way::downlink,
     initiating(41, {ue_ids(7, 9), cause(0, 44)}),
     {ran(9, Role::ends), amf(7, Role::ends)}},
    {"to be released at the target of a handover that is called off",
     Way::downlink,
     initiating(41, {ue_ids(7, 9), cause(0, 5)}),
     {ran(9, Role::ends), amf(7, Role::ends)}},
    {"to be released, by AMF's alone",
     Way::downlink,
     initiating(41, {ue_ids(0xa1b2c3)}),
     {amf(0xa1b2c3)}},
    {"released",
     Way::uplink,
     successful(41, {amf_ue(7), ran_ue(9)}),
     {ran(9, Role::ends), amf(7, Role::ends)}},
    {"one connection reset",
     Way::uplink,
     initiating(20, {cause(4, 2), reset_only(std::vector<Connection>{{.amf = 7, .ran = 9}})}),
     {ran(9, Role::ends), amf(7, Role::ends)}},
    {"one connection reset, by AMF's id",
     Way::downlink,
     initiating(20, {reset_only(std::vector<Connection>{{.amf = 0xa1b2c3d4e5, .ran = {}}})}),
     {amf(0xa1b2c3d4e5, Role::ends)}},
    {"one connection reset, by RAN's id",
     Way::uplink,
     initiating(20, {reset_only(std::vector<Connection>{{.amf = {}, .ran = 0xa1b2c3d4}})}),
     {ran(0xa1b2c3d4, Role::ends)}},
    {"several connections reset",
     Way::uplink,
     initiating(20, {reset_only(std::vector<Connection>{{.amf = 7, .ran = 9},
                                                        {.amf = {}, .ran = 0xa1b2},
                                                        {.amf = 0xa1b2c3d4e5, .ran = {}},
                                                        {.amf = 8, .ran = 10}})}),
     {ran(9, Role::ends), amf(7, Role::ends), ran(0xa1b2, Role::ends),
      amf(0xa1b2c3d4e5, Role::ends), ran(10, Role::ends), amf(8, Role::ends)}},
    {"ids that somebody does not know", Way::uplink, initiating(9, {amf_ue(7), ran_ue(9)}), {}},
    {"everybody who may be anywhere",
     Way::downlink,
     initiating(24, {paging_identity(kSetPointer, kTmsi)}),
     {}},
    {"a thing came back elsewhere",
     Way::uplink,
     initiating(57, {ran_ue(3), s_tmsi(kSetPointer, kTmsi)}),
     {ran(3, Role::given), five_g_s_tmsi()}},
};

TEST(NgapIds, NameTheDevice) {
  for (const Case& one : kCases) {
    const DecodedNgap decoded{one.pdu, one.way};
    EXPECT_EQ(described(decoded.ids), described(one.ids)) << one.name;
    EXPECT_EQ(decoded.message.damage, MessageDamage::none) << one.name;
  }
}

TEST(NgapIds, AreThoseOfTheRightEndOfMessagesThatGoBothWays) {
  const Octets reset = initiating(20, {reset_only(std::vector<Connection>{{.amf = 7, .ran = 9}})});
  // On ports that are no AMF's nobody knows which end is which.
  EXPECT_TRUE((DecodedNgap{reset, Way::uplink, 40001}.ids.empty()));
  EXPECT_TRUE((DecodedNgap{reset, Way::uplink, DecodedNgap::kRanPort}.ids.empty()));
  // Other messages say it themselves.
  const DecodedNgap decoded{initiating(46, {amf_ue(7), ran_ue(9)}), Way::uplink, 40001};
  ASSERT_EQ(decoded.ids.size(), 2u);
  EXPECT_EQ(described(decoded.ids[1]), described(DecodedNgap::amf_ue(7, 40001)));
}

TEST(NgapIds, OfAResetAreSeveralDevicesOnlyWhereItNamesSeveral) {
  std::vector<Connection> connections{{.amf = 7, .ran = 9}};
  EXPECT_FALSE(
      (DecodedNgap{initiating(20, {reset_only(connections)}), Way::uplink}.message.ends_several));
  connections.push_back({.amf = 8, .ran = 10});
  EXPECT_TRUE(
      (DecodedNgap{initiating(20, {reset_only(connections)}), Way::uplink}.message.ends_several));
}

// A list may be as long as SCTP's messages, and then some of it has no room.
TEST(NgapIds, OfAResetAreBounded) {
  const std::vector<Connection> connections(2000, {.amf = 7, .ran = 9});
  const DecodedNgap got{initiating(20, {reset_only(connections)}), Way::uplink};
  EXPECT_GE(got.ids.size(), MessageBurst::kEndedIdsMin);
  EXPECT_LT(got.ids.size(), MessageBurst::kTemporaryIdsMax);
  EXPECT_TRUE(got.message.temporary_left_out);
  EXPECT_EQ(got.message.damage, MessageDamage::none);
}

TEST(NgapIds, OfADamagedResetAreThoseBefore) {
  const auto reset_with = [](const Octets& items) {
    Octets value{0x40, 0, 2};  // three
    value.insert(value.end(), items.begin(), items.end());
    return DecodedNgap{initiating(20, {element(88, value)}), Way::uplink};
  };
  const DecodedNgap cut = reset_with({0x20, 9, 0x20});
  EXPECT_EQ(described(cut.ids), described(Ids{ran(9, Role::ends)}));
  EXPECT_EQ(cut.message.damage, MessageDamage::truncated);
  // Where an item without ids, or with more behind, ends is not known.
  for (const std::uint8_t head : Octets{0x00, 0x30, 0xa0}) {
    const DecodedNgap got = reset_with(Octets{0x20, 9, head, 8, 0x20, 7});
    Ids expected{ran(9, Role::ends)};
    if (head != 0) expected.push_back(ran(8, Role::ends));
    EXPECT_EQ(described(got.ids), described(expected));
    EXPECT_TRUE(got.message.temporary_left_out);
  }
}

TEST(NgapIds, ResetTheNodeThatHasLostThem) {
  const auto reset_of = [](const Octets& pdu, Way way) {
    const SignallingMessage got = DecodedNgap{pdu, way}.message;
    EXPECT_EQ(got.reset_port, got.reset_node.known() ? DecodedNgap::kRanPort : 0);
    return got.reset_node == IpAddress::of(DecodedNgap::kRan);
  };
  EXPECT_TRUE(reset_of(initiating(21, {element(27, Octets{0})}), Way::uplink));
  EXPECT_FALSE(reset_of(initiating(21, {element(147, Octets{0})}), Way::uplink));
  EXPECT_FALSE(reset_of(successful(21, {}), Way::downlink));
  EXPECT_TRUE(reset_of(initiating(20, {cause(4, 2), reset_all()}), Way::uplink));
  EXPECT_TRUE(reset_of(initiating(20, {cause(4, 2), reset_all()}), Way::downlink));
  EXPECT_FALSE(reset_of(initiating(20, {cause(4, 2)}), Way::uplink));
  EXPECT_FALSE(reset_of(initiating(20, {reset_only(std::vector<Connection>{{.amf = 7, .ran = 9}})}),
                        Way::uplink));
  // One that ends early may have asked to keep them.
  Octets cut = initiating(21, {element(27, Octets{0})});
  cut[6] = 2;  // elements
  EXPECT_FALSE(reset_of(cut, Way::uplink));
}

TEST(NgapIds, NameNobodyWhenTheyAreDamaged) {
  for (const Octets& value : {Octets{}, Octets{0x40, 1}, Octets{0xa0, 1, 2, 3, 4, 5, 6}}) {
    const DecodedNgap decoded{initiating(46, {element(10, value), ran_ue(9)})};
    EXPECT_EQ(described(decoded.ids), described(Ids{ran(9)}));
  }
}

TEST(NgapIds, GiveEverySessionBothItsAddressesAndSayWhenThereIsNoRoom) {
  std::vector<Session> sessions{{.id = 1,
                                 .upf = {node("192.0.2.50"), node("2001:db8::50")},
                                 .teid = 1,
                                 .nas = Octets(300, 0x2e),
                                 .slice_with_sd = true,
                                 .with_extensions = true},
                                {.id = 2, .upf = {node("2001:db8::51")}, .teid = 2},
                                {.id = 3},
                                {.id = 4, .upf = {node("192.0.2.52")}, .teid = 0},
                                {.id = 5, .upf = {node("192.0.2.53")}, .teid = 5}};
  // The first is made, for it comes with a message; of tunnels to be changed to, all are new.
  const auto expected = [](Role others) {
    return Ids{ran(9),
               amf(7),
               tunnel("192.0.2.50", 1, Role::given),
               tunnel("2001:db8::50", 1, Role::given),
               tunnel("2001:db8::51", 2, others),
               tunnel("192.0.2.53", 5, others)};
  };
  for (const auto& [procedure, list] : {std::pair{14, sessions_in_context(sessions)},
                                        {29, sessions_to_set_up(sessions)},
                                        {26, sessions_to_modify(sessions)}}) {
    const DecodedNgap decoded{
        initiating(static_cast<std::uint8_t>(procedure), {amf_ue(7), ran_ue(9), list}),
        Way::downlink};
    const Role others = procedure == 26 ? Role::given : Role::names;
    EXPECT_EQ(described(decoded.ids), described(expected(others))) << procedure;
    EXPECT_EQ(decoded.message.damage, MessageDamage::none) << procedure;
  }
  sessions.assign(256, {.upf = {node("192.0.2.50")}, .teid = 7});
  const DecodedNgap many{initiating(29, {amf_ue(7), ran_ue(9), sessions_to_set_up(sessions)}),
                         Way::downlink};
  EXPECT_EQ(many.ids.size(), MessageBurst::kTemporaryIdsPerMessageMax);
  EXPECT_TRUE(many.message.temporary_left_out);
}

}  // namespace
}  // namespace celltally
