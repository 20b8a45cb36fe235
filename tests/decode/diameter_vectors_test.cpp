#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "decode/diameter.hpp"
#include "tests/decode/decoded_pdu.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

// What is expected of the messages of tests/data/diameter_vectors.json, whose fields tshark 4.0.17
// has confirmed.
struct Expected {
  std::string_view name;
  std::string_view message;
  std::string_view cell;
  std::string_view area;
  EventKind kind;
  Presence presence;
};

constexpr auto kModify = EventKind::session_modify;
constexpr auto kLast = Presence::last_known;

constexpr Expected kVectors[] = {
    {"d_ccri", "Credit-Control-Request", "ecgi:208-93-1234501", "tai:208-93-3039",
     EventKind::session_new, Presence::exact},
    {"d_uli0", "Credit-Control-Request", "cgi:208-93-0101-0202", "", kModify, kLast},
    {"d_uli2", "Credit-Control-Request", "", "rai:208-93-0505-06", kModify, kLast},
    {"d_uli128", "Credit-Control-Request", "", "tai:208-93-3039", kModify, kLast},
    {"d_uli130", "Credit-Control-Request", "ecgi:208-93-1234501", "tai:208-93-3039", kModify,
     kLast},
    {"d_uli131", "Credit-Control-Request", "enb:208-93-12345", "", kModify, kLast},
    {"d_uli133", "Credit-Control-Request", "enb:208-93-112345", "", kModify, kLast},
    {"d_uli134", "Credit-Control-Request", "enb:208-93-112345", "tai:208-93-3039", kModify, kLast},
    {"d_uli136", "Credit-Control-Request", "", "tai:208-93-003039", kModify, kLast},
    {"d_uli137", "Credit-Control-Request", "ncgi:208-93-123456789", "tai:208-93-003039", kModify,
     kLast},
    {"d_ida", "Insert-Subscriber-Data-Answer", "ecgi:208-93-1234501", "tai:208-93-3039",
     EventKind::location_report, kLast},
    {"d_ulr_sctp", "Update-Location-Request", "", "", EventKind::attach, Presence::none},
};

std::vector<Vector> vectors() {
  return vectors_of("diameter");
}

DecodedPdu decoded(std::span<const std::uint8_t> octets) {
  return DecodedPdu{decode_diameter, octets};
}

TEST(DiameterVectors, AreAllExpectedAndAllThere) {
  expect_names(vectors(), kVectors);
}

TEST(DiameterVectors, GiveWhatTheirAvpsSay) {
  for (const auto& [name, octets, fields] : vectors()) {
    const auto* expected = std::ranges::find(kVectors, name, &Expected::name);
    ASSERT_NE(expected, std::end(kVectors)) << name;
    const DecodedPdu result = decoded(octets);
    const SignallingMessage& got = result.message;
    EXPECT_EQ(diameter_message_name(got.type), expected->message) << name;
    EXPECT_EQ(got.kind, expected->kind) << name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, expected->presence) << name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), expected->cell) << name;
    EXPECT_EQ(to_text(got.area), expected->area) << name;
    EXPECT_EQ(got.damage, MessageDamage::none) << name;
    if (name == "d_ida") {
      EXPECT_EQ(got.cause, (Cause{Cause::Domain::diameter, 2001}));
      EXPECT_FALSE(got.imsi.present());
      continue;
    }
    EXPECT_EQ(text_of(got.imsi), "208930000000001") << name;
    EXPECT_EQ(to_text(got.home), "208-93") << name;
    EXPECT_EQ(text_of(got.msisdn), name == "d_ulr_sctp" ? "" : "33612345678") << name;
    EXPECT_EQ(got.tac, TypeAllocationCode{35345678}) << name;
  }
}

TEST(DiameterVectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const auto& [name, whole, fields] : vectors()) {
    const DecodedPdu all = decoded(whole);
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      const DecodedPdu prefix = decoded(std::span{whole}.first(octets));
      ASSERT_EQ(prefix.read, octets >= 20) << octets;
      if (!prefix.read) continue;
      EXPECT_EQ(prefix.message.damage, MessageDamage::truncated) << octets;
      EXPECT_TRUE(!prefix.message.cell.known() || prefix.message.cell == all.message.cell);
      EXPECT_TRUE(!prefix.message.area.known() || prefix.message.area == all.message.area);
      EXPECT_TRUE(!prefix.message.has_imei || prefix.message.tac == all.message.tac);
      for (const auto id : {&SignallingMessage::imsi, &SignallingMessage::msisdn}) {
        const auto part = Tagger::octets_of(prefix.message.*id);
        EXPECT_TRUE(part.empty() || part == Tagger::octets_of(all.message.*id));
      }
    }
  }
}

TEST(DiameterVectors, GiveTheSameFromTheSameBytesAndIgnoreWhatFollows) {
  expect_same_again(vectors(), decoded);
}

TEST(DiameterVectors, StaySoundWithAnyOctetChanged) {
  expect_sound_with_any_octet_changed(vectors(), decoded, 17);
}

}  // namespace
}  // namespace celltally
