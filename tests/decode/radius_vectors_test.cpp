#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "decode/radius.hpp"
#include "tests/decode/decoded_pdu.hpp"
#include "tests/decode/tac_digits.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

std::vector<Vector> vectors() {
  return vectors_of("radius");
}

DecodedPdu decoded(std::span<const std::uint8_t> octets) {
  return DecodedPdu{decode_radius, octets};
}

TEST(RadiusVectors, GiveWhatTheirAttributesSay) {
  std::size_t seen = 0;
  for (const auto& [name, octets, fields] : vectors()) {
    const DecodedPdu result = decoded(octets);
    const SignallingMessage& got = result.message;
    const bool start = name == "r_sgi_start";
    EXPECT_TRUE(start || name == "r_multi_sub") << name;
    EXPECT_EQ(radius_message_name(got.type), "Accounting-Request") << name;
    EXPECT_EQ(got.kind, start ? EventKind::session_new : EventKind::session_modify) << name;
    EXPECT_EQ(got.presence, start ? Presence::exact : Presence::last_known) << name;
    EXPECT_EQ(to_text(got.cell), "ecgi:208-93-1234501") << name;
    EXPECT_EQ(to_text(got.area), "tai:208-93-3039") << name;
    EXPECT_EQ(text_of(got.imsi), "208930000000001") << name;
    EXPECT_EQ(to_text(got.home), "208-93") << name;
    EXPECT_EQ(text_of(got.msisdn), start ? "33612345678" : "") << name;
    EXPECT_EQ(digits_of(got.tac), start ? "35345678" : "") << name;
    EXPECT_EQ(result.named(), start ? "radius_session given, ue_address given" : "") << name;
    EXPECT_EQ(got.damage, MessageDamage::none) << name;
    ++seen;
  }
  EXPECT_EQ(seen, 2u);
}

TEST(RadiusVectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const auto& [name, whole, fields] : vectors()) {
    const DecodedPdu all = decoded(whole);
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      const DecodedPdu prefix = decoded(std::span{whole}.first(octets));
      ASSERT_EQ(prefix.read, octets >= 20) << octets;
      if (!prefix.read) continue;
      EXPECT_EQ(prefix.message.damage, MessageDamage::truncated) << octets;
      EXPECT_TRUE(!prefix.message.cell.known() || prefix.message.cell == all.message.cell);
      const auto imsi = Tagger::octets_of(prefix.message.imsi);
      EXPECT_TRUE(imsi.empty() || imsi == Tagger::octets_of(all.message.imsi));
    }
  }
}

TEST(RadiusVectors, GiveTheSameFromTheSameBytesAndIgnoreWhatFollows) {
  expect_same_again(vectors(), decoded);
}

TEST(RadiusVectors, StaySoundWithAnyOctetChanged) {
  expect_sound_with_any_octet_changed(vectors(), decoded, 5);
}

}  // namespace
}  // namespace celltally
