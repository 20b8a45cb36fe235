#include "decode/s1ap.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/decode/s1ap_decoded.hpp"
#include "tests/decode/s1ap_messages.hpp"

namespace celltally {
namespace {

using namespace s1ap_messages;  // NOLINT(google-build-using-namespace): the builders
using enum EventKind;

TEST(S1ap, PutsProcedureAndOutcomeIntoTheType) {
  struct Typed {
    std::uint8_t procedure;
    std::uint8_t outcome;
    std::uint8_t type;
    std::string_view name;
  };
  constexpr Typed kTypes[] = {
      {12, 0, 12, "Initial UE Message"},
      {23, 1, 0x57, "UE Context Release Complete"},
      {1, 2, 0x81, "Handover Failure"},
      {63, 1, 0x7f, "UE Radio Capability ID Mapping Response"},
      {64, 0, 0xc0, "Handover Success"},
      {66, 0, 0xc2, "MME Early Status Transfer"},
      {67, 0, 0xc3, ""},
      {64, 1, 0xff, ""},
      {200, 0, 0xff, ""},
      {12, 1, 0x4c, ""},
  };
  for (const Typed& each : kTypes) {
    const DecodedS1ap got{message(each.procedure, each.outcome, {})};
    ASSERT_EQ(got.messages, 1u);
    EXPECT_EQ(got.message.type, each.type);
    EXPECT_EQ(s1ap_message_name(got.message.type), each.name);
  }
  EXPECT_FALSE(DecodedS1ap{message(12, 3, {})}.read);
}

bool same(const TemporaryId& a, const TemporaryId& b) {
  return a.kind() == b.kind() && octets_of(a) == octets_of(b);
}

// The number belongs to the node that gives it, and only the message says which end that is.
TEST(S1ap, MakesIdsOfTheEndThatGivesThem) {
  constexpr IpAddress kSource = IpAddress::of(DecodedS1ap::kSource);
  constexpr IpAddress kDestination = IpAddress::of(DecodedS1ap::kDestination);
  using Kind = TemporaryId::Kind;
  const Elements ids{ids_of_mme(), id_of_enb()};
  for (const S1apPorts ports : {S1apPorts{}, kBetweenMmePorts, S1apPorts{5003, 5008}}) {
    const DecodedS1ap up{uplink_nas_transport(ids), ports};
    ASSERT_EQ(up.ids.size(), 2u);
    EXPECT_TRUE(same(up.ids[0], TemporaryId::at_node(Kind::enb_ue, kSource, ports.source, 0x17)));
    EXPECT_TRUE(same(
        up.ids[1], TemporaryId::at_node(Kind::mme_ue, kDestination, ports.destination, 0xa1b2c3)));
    const DecodedS1ap down{downlink_nas_transport(ids), ports};
    ASSERT_EQ(down.ids.size(), 2u);
    EXPECT_TRUE(same(down.ids[0],
                     TemporaryId::at_node(Kind::enb_ue, kDestination, ports.destination, 0x17)));
    EXPECT_TRUE(
        same(down.ids[1], TemporaryId::at_node(Kind::mme_ue, kSource, ports.source, 0xa1b2c3)));
  }
}

// Of a Reset the port tells, and where it does not, nobody is named.
TEST(S1ap, ResetsTheContextsOfAnEnb) {
  const Octets all = message(14, 0, {cause(4, 4), reset_all()});
  const DecodedS1ap of_enb{all};
  EXPECT_EQ(of_enb.message.reset_node, IpAddress::of(DecodedS1ap::kSource));
  EXPECT_EQ(of_enb.message.reset_port, 40000);
  const DecodedS1ap of_mme{all, kFromMme};
  EXPECT_EQ(of_mme.message.reset_node, IpAddress::of(DecodedS1ap::kDestination));
  EXPECT_EQ(of_mme.message.reset_port, 40000);
  EXPECT_FALSE((DecodedS1ap{all, kBetweenMmePorts}.message.reset_node.known()));
  EXPECT_FALSE((DecodedS1ap{all, {5003, 5008}}.message.reset_node.known()));
}

TEST(S1ap, EndsTheContextsThatAreReset) {
  struct Reset {
    std::vector<Octets> connections;
    std::string_view named;
  };
  const Reset kResets[] = {
      {{connection(0xa1b2c3, 0x17)}, "enb_ue ends, mme_ue ends"},
      {{connection_of_mme(0xa1b2c3)}, "mme_ue ends"},
      {{connection_of_enb(0x17)}, "enb_ue ends"},
      {{connection(1, 2), connection_of_enb(4), connection_of_mme(3)},
       "enb_ue ends, mme_ue ends, enb_ue ends, mme_ue ends"},
  };
  for (const Reset& each : kResets) {
    const DecodedS1ap got{message(14, 0, {cause(4, 4), reset_of(each.connections)})};
    EXPECT_EQ(got.named(), each.named);
    EXPECT_FALSE(got.message.reset_node.known());
    EXPECT_EQ(got.message.ends_several, each.connections.size() > 1);
    EXPECT_FALSE(got.message.temporary_left_out);
  }
  const std::vector<Octets> many(256, connection(1, 2));  // the most there are
  const DecodedS1ap got{message(14, 0, {reset_of(many)})};
  EXPECT_GE(got.ids.size(), MessageBurst::kEndedIdsMin);
  EXPECT_EQ(got.message.temporary_left_out, got.ids.size() != 512);
  const Octets one = message(14, 0, {reset_of({connection(1, 2)})});
  EXPECT_EQ((DecodedS1ap{one, kBetweenMmePorts}.named()), "");
  // What stands beside the list is of no context.
  const Octets beside = message(14, 0, {enb_ue_id(9), reset_of({connection(1, 2)})});
  EXPECT_EQ(DecodedS1ap{beside}.named(), "enb_ue ends, mme_ue ends");
}

TEST(S1ap, SetsUpAnEnbWithoutContextsUnlessItKeptThem) {
  const Octets id = element(59, octets_from_hex("0000f11000123450"));
  EXPECT_TRUE((DecodedS1ap{message(17, 0, {id})}.message.reset_node.known()));
  EXPECT_FALSE((DecodedS1ap{message(17, 0, {id, element(228, {0})})}.message.reset_node.known()));
  EXPECT_FALSE((DecodedS1ap{message(17, 1, {}), kFromMme}.message.reset_node.known()));
  EXPECT_FALSE((DecodedS1ap{message(29, 0, {id})}.message.reset_node.known()));
}

TEST(S1ap, HasCausesOfEveryGroup) {
  struct Caused {
    std::string_view hex;
    int group;
    int index;
  };
  constexpr Caused kCauses[] = {
      {"0280", 0, 20}, {"02a0", 0, 21}, {"0040", 0, 2}, {"0460", 0, 35}, {"0800", 0, 36},
      {"0870", 0, 43}, {"10", 1, 0},    {"14", 1, 1},   {"20", 2, 0},    {"22", 2, 1},
      {"24", 2, 2},    {"26", 2, 3},    {"2800", 2, 4}, {"2810", 2, 5},  {"30", 3, 0},
      {"35", 3, 5},    {"40", 4, 0},    {"44", 4, 4},   {"45", 4, 5},
  };
  for (const Caused& each : kCauses) {
    const DecodedS1ap got{message(18, 0, {element(2, octets_from_hex(each.hex))})};
    EXPECT_EQ(got.message.cause.domain, Cause::Domain::s1ap) << each.hex;
    EXPECT_EQ(got.message.cause.value, each.group << 8 | each.index) << each.hex;
  }
  for (const std::string_view hex : {"", "50", "60", "80"}) {
    EXPECT_FALSE(
        (DecodedS1ap{message(18, 0, {element(2, octets_from_hex(hex))})}.message.cause.known()));
  }
}

struct Target {
  std::string_view name;
  std::string_view hex;
  std::string_view cell;
  std::string_view area;
};

constexpr Target kTargets[] = {
    {"macro eNB", "0000f1100012345000f1100001", "enb:001-01-12345", "tai:001-01-0001"},
    {"home eNB", "0000f110401234501000f1100001", "ecgi:001-01-1234501", "tai:001-01-0001"},
    {"short macro eNB", "0000f1108003aaf3400000f1100001", "enb:001-01-82abcd", "tai:001-01-0001"},
    {"long macro eNB", "0000f110810391a2d00000f1100001", "enb:001-01-12345a", "tai:001-01-0001"},
    {"RNC", "200000f11003031234", "", "lai:001-01-0303"},
    {"GSM cell", "4000f11001010202", "cgi:001-01-0101-0202", ""},
    {"NG-RAN node", "800500f1100001", "", ""},
};

TEST(S1ap, IntendsTheTargetOfAHandover) {
  for (const Target& each : kTargets) {
    const DecodedS1ap got{message(0, 0, {ids_of_mme(), element(4, octets_from_hex(each.hex))})};
    EXPECT_EQ(to_text(got.message.cell), each.cell) << each.name;
    EXPECT_EQ(to_text(got.message.area), each.area) << each.name;
    const bool placed = !each.cell.empty() || !each.area.empty();
    EXPECT_EQ(got.message.presence, placed ? Presence::intended : Presence::none) << each.name;
    EXPECT_EQ(got.message.damage, MessageDamage::none) << each.name;
  }
}

TEST(S1ap, PagesByImsi) {
  for (const std::string_view digits : {"001010000000001", "00101000000001"}) {
    const DecodedS1ap got{message(10, 0, {paging_by_imsi(digits)}), kFromMme};
    EXPECT_TRUE(got.message.imsi.present());
    EXPECT_EQ(to_text(got.message.home), "001-01");
    EXPECT_EQ(got.message.kind, paging);
    EXPECT_EQ(got.named(), "");
  }
}

// The first of an element that is repeated, as no message may have it.
TEST(S1ap, IsAboutTheFirstIdentity) {
  const Octets bad = element(43, octets_from_hex("6800aa000000000001"));
  const DecodedS1ap got{message(10, 0, {paging_by_imsi("001010000000001"), bad}), kFromMme};
  EXPECT_TRUE(got.message.imsi.present());
  EXPECT_EQ(to_text(got.message.home), "001-01");
}

TEST(S1ap, KnowsThingsFromPeople) {
  EXPECT_EQ((DecodedS1ap{initial_ue_message({rrc_cause(0x82)})}.message.machine),
            MachineHint::network);
  EXPECT_EQ((DecodedS1ap{initial_ue_message({rrc_cause(0x40)})}.message.machine),
            MachineHint::none);
  EXPECT_EQ((DecodedS1ap{message(22, 0, {element(272, {0})})}.message.machine),
            MachineHint::network);
}

TEST(S1ap, TellsOfDamageAndKeepsWhatWasWhole) {
  struct Damaged {
    std::string_view name;
    Octets octets;
    MessageDamage damage;
    std::string_view named;
  };
  const Damaged kDamaged[] = {
      {"an operator that is not decimal",
       uplink_nas_transport(
           {id_of_enb(), element(100, octets_from_hex("00aaf11000001010")), area()}),
       MessageDamage::bad_location, "enb_ue"},
      {"a cell too short",
       uplink_nas_transport({id_of_enb(), element(100, octets_from_hex("0000f110"))}),
       MessageDamage::bad_location, "enb_ue"},
      {"an id too short", uplink_nas_transport({element(0, {0xc0, 1}), id_of_enb()}),
       MessageDamage::bad_identity, "enb_ue"},
      {"no id", uplink_nas_transport({element(0, {}), id_of_enb()}), MessageDamage::bad_identity,
       "enb_ue"},
      {"an S-TMSI too short", initial_ue_message({id_of_enb(), element(96, {0, 0, 1, 2})}),
       MessageDamage::bad_identity, "enb_ue given"},
      {"a NAS message beyond its element",
       uplink_nas_transport({id_of_enb(), element(26, {9, 7, 0x48})}), MessageDamage::truncated,
       "enb_ue"},
      {"pages an IMSI of letters",
       message(10, 0, {element(43, octets_from_hex("6800aa000000000001"))}),
       MessageDamage::bad_identity, ""},
  };
  for (const Damaged& each : kDamaged) {
    const DecodedS1ap got{each.octets};
    ASSERT_EQ(got.messages, 1u) << each.name;
    EXPECT_EQ(got.message.damage, each.damage) << each.name;
    EXPECT_EQ(got.named(), each.named) << each.name;
  }
}

// An element of a number that is not read, of any content, changes nothing.
TEST(S1ap, SkipsWhatItDoesNotRead) {
  const Octets plain = uplink_nas_transport({ids_of_mme(), id_of_enb(), here(), area()});
  constexpr std::uint16_t kNotRead[] = {9, 192, 288, 300, 65535};
  for (const std::uint16_t id : kNotRead) {
    const Octets more = uplink_nas_transport(
        {ids_of_mme(), element(id, Octets(200, 0xff)), id_of_enb(), here(), area()});
    EXPECT_EQ(DecodedS1ap{plain}.whole(), DecodedS1ap{more}.whole()) << id;
  }
}

}  // namespace
}  // namespace celltally
