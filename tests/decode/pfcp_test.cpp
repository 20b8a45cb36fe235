#include "decode/pfcp.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "decode/device_address.hpp"
#include "simulate/node_address.hpp"
#include "simulate/pfcp_builder.hpp"
#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/pfcp_decoded.hpp"
#include "tests/decode/tac_digits.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

using namespace pfcp;  // NOLINT(google-build-using-namespace): the builders
using Ids = std::vector<TemporaryId>;
using Kind = TemporaryId::Kind;
using Role = TemporaryId::Role;

constexpr std::uint64_t kControlSeid = 0x1122'3344'5566'7788;
constexpr std::uint64_t kUserSeid = 0x99;

// The addresses that the datagram goes between, and others of the same nodes.
const NodeAddress kSource = node("192.0.2.11");
const NodeAddress kDestination = node("192.0.2.22");
const NodeAddress kUpf = node("192.0.2.50");
const NodeAddress kUpfV6 = node("2001:db8::50");
const NodeAddress kDevice = node("203.0.113.5");
const NodeAddress kDeviceV6 = node("2001:db8:1:2:3:4:5:6");

TemporaryId seid(const NodeAddress& at, std::uint64_t number, Role role = Role::names) {
  return TemporaryId::long_at_node(Kind::pfcp_session, IpAddress::of(at.octets()), number).as(role);
}
TemporaryId tunnel(const NodeAddress& upf, std::uint32_t teid) {
  return TemporaryId::at_node(Kind::user_tunnel, IpAddress::of(upf.octets()), 0, teid)
      .as(Role::given);
}
TemporaryId address(std::span<const std::uint8_t> octets) {
  return TemporaryId::of_octets(Kind::ue_address, octets).as(Role::given);
}
TemporaryId ipv4() {
  return address(kDevice.octets());
}
TemporaryId ipv6_prefix() {
  return address(kDeviceV6.octets().first(8));
}

const NodeAddress kPrivate = node("10.45.0.1");
const Octets kInternet{'i', 'n', 't', 'e', 'r', 'n', 'e', 't'};

Octets text(std::uint16_t type, std::string_view value) {
  return element(type, Octets(value.begin(), value.end()));
}

struct Case {
  std::string_view name;
  Octets datagram;
  EventKind kind;
  Ids ids;
};

const Case kCases[] = {
    {"a session, tunnel chosen by the SMF",
     session(50, 0, 1,
             {node_id(kSource), f_seid(kControlSeid, {kSource}),
              create_pdr(0, {f_teid(7, {kUpf}), ue_address({kDevice})}),
              create_pdr(1, {ue_address({kDevice})})}),
     EventKind::session_new,
     {seid(kSource, kControlSeid, Role::given), tunnel(kUpf, 7), ipv4()}},
    {"a session, tunnel to be chosen by the UPF",
     session(50, 0, 1,
             {f_seid(kControlSeid, {kSource}), create_pdr(0, {f_teid_to_choose()}),
              create_pdr(1, {ue_address({kDevice, kDeviceV6})})}),
     EventKind::session_new,
     {seid(kSource, kControlSeid, Role::given), ipv4(), ipv6_prefix()}},
    {"a session whose SMF names another address than it sends from",
     session(50, 0, 1, {f_seid(kControlSeid, {kUpf, kUpfV6})}),
     EventKind::session_new,
     {seid(kUpf, kControlSeid, Role::given), seid(kUpfV6, kControlSeid, Role::given),
      seid(kSource, kControlSeid, Role::given)}},
    {"that is done",
     session(51, kControlSeid, 1,
             {node_id(kSource), cause(1), f_seid(kUserSeid, {kSource}),
              created_pdr({f_teid(7, {kUpf, kUpfV6})}), created_pdr({f_teid(7, {kUpf, kUpfV6})}),
              created_pdr({f_teid(8, {kUpf}), ue_address({kDevice})})}),
     EventKind::none,
     {seid(kDestination, kControlSeid), seid(kSource, kUserSeid, Role::given), tunnel(kUpf, 7),
      tunnel(kUpfV6, 7), tunnel(kUpf, 8), ipv4()}},
    {"that is refused",
     session(51, kControlSeid, 1, {node_id(kSource), cause(64)}),
     EventKind::none,
     {seid(kDestination, kControlSeid)}},
    {"a tunnel towards the core is nobody's at the radio side",
     session(50, 0, 1, {create_pdr(1, {f_teid(9, {kUpf})})}),
     EventKind::session_new,
     {}},
    {"a private address of a network: of the session's, or else of the core's side",
     session(50, 0, 1,
             {create_pdr(0, {ue_address({kPrivate}), text(22, "n3")}),
              create_pdr(1, {ue_address({kPrivate}), text(22, "Internet")})}),
     EventKind::session_new,
     {device_address(kPrivate.octets(), kInternet).as(Role::given)}},
    {"the same by its DNN",
     session(
         50, 0, 1,
         {text(159, "\x08internet"), create_pdr(1, {ue_address({kPrivate}), text(22, "n6.1")})}),
     EventKind::session_new,
     {device_address(kPrivate.octets(), kInternet).as(Role::given)}},
    {"a private address of nobody knows where",
     session(50, 0, 1, {create_pdr(0, {ue_address({kPrivate}), text(22, "n3")})}),
     EventKind::session_new,
     {}},
    {"traffic endpoints",
     session(50, 0, 1,
             {group(127, {element(131, Octets{1}), f_teid(7, {kUpf}), ue_address({kDevice})})}),
     EventKind::session_new,
     {tunnel(kUpf, 7), ipv4()}},
    {"traffic endpoints, made",
     session(51, kControlSeid, 1, {cause(1), group(128, {f_teid(7, {kUpf})})}),
     EventKind::none,
     {seid(kDestination, kControlSeid), tunnel(kUpf, 7)}},
    {"changed",
     session(52, kUserSeid, 2, {create_pdr(0, {f_teid(7, {kUpf})})}),
     EventKind::session_modify,
     {seid(kDestination, kUserSeid), tunnel(kUpf, 7)}},
    {"another SMF takes over",
     session(52, kUserSeid, 2, {f_seid(5, {kSource})}),
     EventKind::session_modify,
     {seid(kDestination, kUserSeid), seid(kSource, 5, Role::given)}},
    {"changed, done",
     session(53, kControlSeid, 2, {cause(1), group(256, {f_teid(7, {kUpf})})}),
     EventKind::none,
     {seid(kDestination, kControlSeid), tunnel(kUpf, 7)}},
    {"deleted",
     session(54, kUserSeid, 3, {}),
     EventKind::session_end,
     {seid(kDestination, kUserSeid)}},
    {"deleted, done",
     session(55, kControlSeid, 3, {cause(1)}),
     EventKind::none,
     {seid(kDestination, kControlSeid, Role::ends)}},
    {"deleted before",
     session(55, kControlSeid, 3, {cause(65)}),
     EventKind::none,
     {seid(kDestination, kControlSeid, Role::ends)}},
    {"not deleted",
     session(55, kControlSeid, 3, {cause(64)}),
     EventKind::none,
     {seid(kDestination, kControlSeid)}},
    {"deleted, of a session that nobody knows",
     session(55, 0, 3, {cause(65)}),
     EventKind::none,
     {}},
    {"reported",
     session(56, kControlSeid, 4, {element(39, Octets{1})}),
     EventKind::none,
     {seid(kDestination, kControlSeid)}},
    {"a heartbeat", node_message(1, 5, {recovery_time_stamp(0xe8a1b2c3)}), EventKind::none, {}},
    {"an association",
     node_message(5, 6, {node_id(kSource), recovery_time_stamp(1)}),
     EventKind::none,
     {}},
    {"sessions of a node deleted", node_message(14, 7, {node_id(kSource)}), EventKind::none, {}},
    {"without a name", node_message(99, 8, {f_seid(5, {kSource})}), EventKind::none, {}},
};

TEST(Pfcp, SaysWhatHappensToASessionAndWhatNamesIt) {
  for (const Case& one : kCases) {
    const DecodedPfcp decoded{one.datagram};
    ASSERT_TRUE(decoded.read) << one.name;
    ASSERT_EQ(decoded.messages, 1u) << one.name;
    EXPECT_EQ(decoded.message.protocol, Protocol::pfcp) << one.name;
    EXPECT_EQ(decoded.message.type, one.datagram[1]) << one.name;
    EXPECT_EQ(decoded.message.kind, one.kind) << one.name << to_text(decoded.message.kind);
    EXPECT_EQ(decoded.message.presence, Presence::none) << one.name;
    EXPECT_FALSE(decoded.message.comes_once) << one.name;
    EXPECT_EQ(decoded.message.damage, MessageDamage::none) << one.name;
    EXPECT_EQ(described(decoded.ids), described(one.ids)) << one.name;
  }
}

TEST(Pfcp, NamesThePerson) {
  const DecodedPfcp decoded{session(50, 0, 0xabcdef,
                                    {user_id({.imsi = "001010000000001",
                                              .imei = "3534567890123456",
                                              .msisdn = "33612345678",
                                              .nai = "somebody"})})};
  const SignallingMessage& got = decoded.message;
  EXPECT_EQ(digits_of(got.imsi), "001010000000001");
  EXPECT_EQ(digits_of(got.tac), "35345678");
  EXPECT_EQ(digits_of(got.msisdn), "33612345678");
  EXPECT_EQ(to_text(got.home), "001-01");
  EXPECT_EQ(got.session.sequence, 0xabcdefu);
  EXPECT_EQ(got.session.source, IpAddress::of(DecodedPfcp::kSource));
  EXPECT_EQ(got.session.destination, IpAddress::of(DecodedPfcp::kDestination));
  EXPECT_EQ(got.session.source_port, 8805);
  EXPECT_EQ(got.damage, MessageDamage::none);

  const DecodedPfcp by_number{session(50, 0, 1, {user_id({.msisdn = "33612345678"})})};
  EXPECT_FALSE(by_number.message.imsi.present());
  EXPECT_EQ(digits_of(by_number.message.msisdn), "33612345678");
}

struct Damage {
  std::string_view name;
  Octets datagram;
  MessageDamage damage;
  std::size_t ids;
};

const Damage kDamages[] = {
    {"IMSI is not decimal",
     session(54, 1, 1, {element(141, octets_from_hex("01080298030a000000f1"))}),
     MessageDamage::bad_identity, 1},
    {"IMSI is not there", session(54, 1, 1, {element(141, octets_from_hex("01"))}),
     MessageDamage::truncated, 1},
    {"IMSI is longer than its element",
     session(54, 1, 1, {element(141, octets_from_hex("01080298"))}), MessageDamage::truncated, 1},
    {"an element goes beyond the message", session(54, 1, 1, {octets_from_hex("0015000905")}),
     MessageDamage::truncated, 1},
    {"an element goes beyond its group",
     session(50, 0, 1, {group(1, {group(2, {octets_from_hex("001500ff05")})})}),
     MessageDamage::truncated, 0},
    {"F-SEID without its address",
     session(50, 0, 1, {element(57, octets_from_hex("020000000000000001"))}), MessageDamage::none,
     0},
    {"F-TEID without its address",
     session(50, 0, 1, {create_pdr(0, {element(21, octets_from_hex("0100000001"))})}),
     MessageDamage::none, 0},
    {"a length that is less than the header's",
     octets_from_hex("2136000400000000000000010000010000"), MessageDamage::truncated, 0},
};

TEST(Pfcp, NamesTheDamageAndKeepsTheRest) {
  for (const Damage& one : kDamages) {
    const DecodedPfcp decoded{one.datagram};
    ASSERT_EQ(decoded.messages, 1u) << one.name;
    EXPECT_EQ(decoded.message.damage, one.damage) << one.name;
    EXPECT_EQ(decoded.ids.size(), one.ids) << one.name;
  }
}

TEST(Pfcp, ReadsEachOfSeveralMessagesInADatagram) {
  Octets datagram;
  for (std::uint8_t i = 0; i < 3; ++i) {
    const Octets one = session(54, 10u + i, i, {}, i < 2);
    datagram.insert(datagram.end(), one.begin(), one.end());
  }
  const DecodedPfcp decoded{datagram};
  ASSERT_EQ(decoded.messages, 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(decoded.all[i].session.sequence, i);
    EXPECT_EQ(described(decoded.all_ids[i]), described(Ids{seid(kDestination, 10 + i)}));
  }
  // One that is announced and not there is missing.
  datagram.resize(2 * 16 + 3);
  const DecodedPfcp cut{datagram};
  ASSERT_EQ(cut.messages, 2u);
  EXPECT_EQ(cut.all[0].damage, MessageDamage::none);
  EXPECT_EQ(cut.all[1].damage, MessageDamage::truncated);
  // Where no flag says that there are more, what follows is padding.
  datagram[0] = 0x21;
  EXPECT_EQ(DecodedPfcp{datagram}.messages, 1u);
}

TEST(Pfcp, StopsWhereABurstHasNoMoreRoom) {
  Octets datagram;
  for (int i = 0; i < 1000; ++i) {
    const Octets one = session(54, 1, 1, {}, true);
    datagram.insert(datagram.end(), one.begin(), one.end());
  }
  EXPECT_EQ(DecodedPfcp{datagram}.messages, MessageBurst::kMessagesPerPacketMax);
}

TEST(Pfcp, RefusesWhatIsNoSuchMessage) {
  EXPECT_FALSE(DecodedPfcp{Octets{}}.read);
  EXPECT_FALSE((DecodedPfcp{Octets{0x21, 0x36, 0x00}}.read));
  EXPECT_FALSE((DecodedPfcp{Octets{0x41, 0x36, 0x00, 0x00}}.read));
  EXPECT_FALSE((DecodedPfcp{Octets(64, 0x00)}.read));
}

// Any order and any depth: only a rule in a message, and what it detects in that, are groups here.
TEST(Pfcp, LooksIntoGroupsNoDeeperThanTheyGo) {
  Octets nested = f_teid(7, {kUpf});
  for (int depth = 0; depth < 2000; ++depth) nested = group(depth % 2 == 0 ? 2 : 1, {nested});
  const DecodedPfcp decoded{session(50, 0, 1, {nested})};
  ASSERT_EQ(decoded.messages, 1u);
  EXPECT_TRUE(decoded.ids.empty());
}

TEST(Pfcp, HasRoomForManyTunnelsAndSaysWhenThereAreMore) {
  Elements elements{cause(1)};
  for (std::uint32_t i = 1; i <= 1500; ++i) elements.push_back(created_pdr({f_teid(i, {kUpf})}));
  const DecodedPfcp decoded{session(51, 1, 1, elements)};
  EXPECT_EQ(decoded.ids.size(), MessageBurst::kTemporaryIdsPerMessageMax);
  EXPECT_TRUE(decoded.message.temporary_left_out);
}

std::vector<Vector> all_datagrams() {
  std::vector<Vector> all;
  for (const Case& one : kCases) all.push_back({std::string{one.name}, one.datagram, {}});
  for (const Vector& one : vectors_of("pfcp")) all.push_back(one);
  return all;
}

DecodedPfcp decoded_pfcp(const Octets& octets) {
  return DecodedPfcp{octets};
}

TEST(PfcpVectors, GiveWhatTsharkSays) {
  const DecodedPfcp decoded{vectors_of("pfcp").front().octets};
  EXPECT_EQ(pfcp_message_name(decoded.message.type), "PFCP Session Establishment Request");
  EXPECT_EQ(digits_of(decoded.message.imsi), "208930000000001");
  EXPECT_EQ(digits_of(decoded.message.tac), "35345678");
  EXPECT_EQ(digits_of(decoded.message.msisdn), "33612345678");
  EXPECT_EQ(described(decoded.ids), described(Ids{seid(node("10.5.5.5"), kControlSeid, Role::given),
                                                  seid(kSource, kControlSeid, Role::given)}));
}

TEST(PfcpVectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const auto& [name, whole, fields] : all_datagrams()) {
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      const DecodedPfcp prefix{std::span{whole}.first(octets)};
      EXPECT_EQ(prefix.read, octets >= 4) << octets;
      if (octets >= 4) {
        EXPECT_EQ(prefix.message.damage, MessageDamage::truncated) << octets;
      }
    }
  }
}

TEST(PfcpVectors, GiveTheSameFromTheSameBytesAndIgnoreWhatFollows) {
  expect_same_again(all_datagrams(), decoded_pfcp);
}

TEST(PfcpVectors, StaySoundWithAnyOctetChanged) {
  expect_sound_with_any_octet_changed(all_datagrams(), decoded_pfcp);
  with_any_octet_changed(all_datagrams(), decoded_pfcp, 1, [](const SignallingMessage& got) {
    EXPECT_EQ(got.presence, Presence::none);
    EXPECT_FALSE(got.cell.known());
  });
}

}  // namespace
}  // namespace celltally
