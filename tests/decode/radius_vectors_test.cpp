#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "decode/radius.hpp"
#include "tests/decode/decoded_pdu.hpp"
#include "tests/decode/tac_digits.hpp"

namespace celltally {
namespace {

using Octets = std::vector<std::uint8_t>;

// The messages of tests/data/radius_vectors.json, whose fields tshark 4.0.17 has confirmed.
nlohmann::json vectors_of_file() {
  std::ifstream file{CELLTALLY_SOURCE_DIR "/tests/data/radius_vectors.json"};
  return nlohmann::json::parse(file);
}

DecodedPdu decoded(std::span<const std::uint8_t> octets) {
  return DecodedPdu{decode_radius, octets};
}

TEST(RadiusVectors, GiveWhatTheirAttributesSay) {
  std::size_t seen = 0;
  for (const auto& one : vectors_of_file()) {
    const std::string name = one.at("name");
    const DecodedPdu result = decoded(octets_of_hex(one.at("hex").get<std::string>()));
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
    EXPECT_EQ(names_of(result.temporary_ids), start ? "session given, address given" : "") << name;
    EXPECT_EQ(got.damage, MessageDamage::none) << name;
    ++seen;
  }
  EXPECT_EQ(seen, 2u);
}

TEST(RadiusVectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const auto& one : vectors_of_file()) {
    const Octets whole = octets_of_hex(one.at("hex").get<std::string>());
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

// One octet changed to others: never a crash, and what is given is sound.
TEST(RadiusVectors, StaySoundWithAnyOctetChanged) {
  for (const auto& one : vectors_of_file()) {
    const Octets whole = octets_of_hex(one.at("hex").get<std::string>());
    EXPECT_EQ(whole_of(decoded(whole)), whole_of(decoded(whole)));
    for (std::size_t at = 0; at < whole.size(); ++at) {
      Octets changed = whole;
      for (unsigned value = 0; value < 256; value += 5) {
        changed[at] = static_cast<std::uint8_t>(value);
        const SignallingMessage got = decoded(changed).message;
        EXPECT_TRUE(got.kind != EventKind::none || got.presence == Presence::none);
        EXPECT_TRUE(got.presence != Presence::exact || is_cell(got.cell.kind()));
        EXPECT_EQ(got.imsi.present(), got.home.known());
      }
    }
  }
}

}  // namespace
}  // namespace celltally
