// Identities, damage, and what odd AVPs cost.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "decode/diameter.hpp"
#include "decode/diameter_facts.hpp"
#include "decode/diameter_reading.hpp"
#include "tests/decode/diameter_messages.hpp"
#include "tests/decode/gtp_decoded.hpp"
#include "tests/decode/octets_from_hex.hpp"
#include "tests/decode/tac_digits.hpp"

namespace celltally {
namespace {

using namespace diameter_messages;  // NOLINT(google-build-using-namespace): the builders

struct Identity {
  std::string_view name;
  Avps avps;
  std::string_view imsi;
  std::string_view msisdn;
  std::string_view tac;
  MessageDamage damage = MessageDamage::none;
};

const Identity kIdentities[] = {
    {"Subscription-Id", {subscription_id(0, "33612345678"), imsi()}, kImsi, "33612345678", ""},
    {"data before type", {group(0, 443, {avp(0, 444, kImsi), number(0, 450, 1)})}, kImsi, "", ""},
    {"MSISDN with a plus", {subscription_id(0, "+33612345678")}, "", "33612345678", ""},
    {"a NAI with the IMSI",
     {subscription_id(3, "0208930000000001@nai.epc.mnc093.mcc208.3gppnetwork.org")},
     kImsi,
     "",
     ""},
    {"a NAI with a pseudonym",
     {subscription_id(3, "2abc@wlan.mnc093.mcc208.3gppnetwork.org")},
     "",
     "",
     ""},
    {"SIP URI, private", {subscription_id(2, "sip:a@b"), subscription_id(4, "x")}, "", "", ""},
    {"User-Name", {user_name("208930000000001@operator.example")}, kImsi, "", ""},
    {"User-Name of a subscriber without IMSI", {user_name("33612345678")}, "", "", ""},
    {"the IMSI is more than a User-Name", {user_name("999990000000009"), imsi()}, kImsi, "", ""},
    {"in any order", {imsi(), user_name("999990000000009")}, kImsi, "", ""},
    {"3GPP-IMSI", {avp(kTgpp, 1, kImsi)}, kImsi, "", ""},
    {"User-Equipment-Info", {user_equipment(0, "3534567890123456")}, "", "", "35345678"},
    {"User-Equipment-Info that is a MAC address", {user_equipment(1, "123456")}, "", "", ""},
    {"3GPP-IMEISV", {avp(kTgpp, 20, "3534567890123456")}, "", "", "35345678"},
    {"each digit as a number",
     {group(0, 458,
            {number(0, 459, 0), avp(0, 460, octets_from_hex("03050304050607080900010203040506"))})},
     "",
     "",
     "35345678"},
    {"Terminal-Information", {terminal_information("35345678901234")}, "", "", "35345678"},
    {"IMSI with a letter",
     {subscription_id(1, "20893000000000a")},
     "",
     "",
     "",
     MessageDamage::bad_identity},
    {"IMSI of 16 digits",
     {subscription_id(1, "2089300000000011")},
     "",
     "",
     "",
     MessageDamage::bad_identity},
    {"MSISDN is empty", {subscription_id(0, "")}, "", "", "", MessageDamage::bad_identity},
    {"IMEI of nine digits",
     {terminal_information("353456789")},
     "",
     "",
     "",
     MessageDamage::bad_identity},
    {"what follows a bad one",
     {subscription_id(1, "x"), imsi()},
     kImsi,
     "",
     "",
     MessageDamage::bad_identity},
    {"codes 1 and 22 of another vendor",
     {avp(9, 1, kImsi), avp(9, 22, "x"), avp(9, 443, "y")},
     "",
     "",
     ""},
};

TEST(DiameterAvps, NameSubscribers) {
  for (const Identity& one : kIdentities) {
    const DecodedPdu decoded{decode_diameter, gx(kInitial, one.avps)};
    EXPECT_EQ(text_of(decoded.message.imsi), one.imsi) << one.name;
    EXPECT_EQ(text_of(decoded.message.msisdn), one.msisdn) << one.name;
    EXPECT_EQ(digits_of(decoded.message.tac), one.tac) << one.name;
    EXPECT_EQ(decoded.message.damage, one.damage) << one.name;
    EXPECT_EQ(decoded.message.home.known(), !one.imsi.empty()) << one.name;
  }
}

TEST(DiameterAvps, NameSubscribersInTbcdToo) {
  const Octets msisdn = avp(kTgpp, 701, octets_from_hex("3316325476f8"));
  const Octets imei = avp(0, 460, octets_from_hex("5343658709214365"));
  const DecodedPdu decoded{
      decode_diameter,
      answer(kS6a, 316,
             with_base({group(kTgpp, 1400, {msisdn}), group(0, 458, {number(0, 459, 0), imei})}))};
  EXPECT_EQ(digits_of(decoded.message.msisdn), "33612345678");
  EXPECT_EQ(decoded.message.tac, TypeAllocationCode{35345678});
}

Octets cut(Octets octets, std::size_t by) {
  octets.resize(octets.size() - by);
  return octets;
}

// The length of the AVP that begins at `at` becomes `length`.
Octets with_length(Octets octets, std::size_t at, std::uint8_t length) {
  octets.at(at + 7) = length;
  return octets;
}

TEST(DiameterAvps, ThatAreDamagedEndTheirGroupOnly) {
  // The group's inner AVP claims more than the group has.
  Octets broken = group(0, 443, {number(0, 450, 1)});
  broken = with_length(broken, 8, 0xff);
  const DecodedPdu inner{decode_diameter, gx(kInitial, {broken, imsi(), cell()})};
  EXPECT_EQ(inner.message.damage, MessageDamage::truncated);
  EXPECT_TRUE(inner.message.imsi.present());
  EXPECT_TRUE(inner.message.cell.known());

  const DecodedPdu outer{decode_diameter,
                         gx(kInitial, {cell(), with_length(imsi(), 0, 0xff), imsi()})};
  EXPECT_EQ(outer.message.damage, MessageDamage::truncated);
  EXPECT_FALSE(outer.message.imsi.present());
  EXPECT_TRUE(outer.message.cell.known());

  const DecodedPdu shorter{decode_diameter,
                           gx(kInitial, {cell(), with_length(imsi(), 0, 7), imsi()})};
  EXPECT_EQ(shorter.message.damage, MessageDamage::truncated);
  EXPECT_FALSE(shorter.message.imsi.present());
}

TEST(DiameterAvps, MayLackThePaddingOfTheLast) {
  Octets octets = request(kS6a, 316, {user_name(kImsi)});  // 15 digits, and an octet of padding
  octets = cut(octets, 1);
  octets[3] = static_cast<std::uint8_t>(octets[3] - 1);
  const DecodedPdu decoded{decode_diameter, octets};
  EXPECT_EQ(decoded.message.damage, MessageDamage::none);
  EXPECT_TRUE(decoded.message.imsi.present());
}

TEST(DiameterAvps, OfABadLocationAreLeftOut) {
  const DecodedPdu decoded{decode_diameter,
                           gx(kInitial, {imsi(), user_location(octets_from_hex("8202f8393039"))})};
  EXPECT_EQ(decoded.message.damage, MessageDamage::bad_location);
  EXPECT_FALSE(decoded.message.cell.known());
  EXPECT_EQ(to_text(decoded.message.area), "tai:208-93-3039");
  EXPECT_EQ(decoded.message.presence, Presence::area);
}

TEST(DiameterHeader, IsRefusedWhenItIsNone) {
  const auto refused = [](Octets octets) {
    const DecodedPdu decoded{decode_diameter, octets};
    return !decoded.read && decoded.messages == 0;
  };
  const Octets whole = request(kGx, 272, {});
  EXPECT_FALSE(refused(whole));
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused(cut(whole, 1)));
  Octets other = whole;
  other[0] = 2;
  EXPECT_TRUE(refused(other));
  other = whole;
  other[3] = 19;
  EXPECT_TRUE(refused(other));
}

TEST(DiameterHeader, EndsTheMessage) {
  Octets two = gx(kInitial, {imsi()});
  const Octets second = gx(kInitial, {cell()});
  two.insert(two.end(), second.begin(), second.end());
  const DecodedPdu decoded{decode_diameter, two};
  EXPECT_EQ(decoded.messages, 1u);
  EXPECT_FALSE(decoded.message.cell.known());
  EXPECT_EQ(decoded.message.damage, MessageDamage::none);
}

std::uint32_t avps_read(const Octets& octets) {
  SignallingMessage message{};
  DiameterFacts facts;
  read_diameter_avps(ByteCursor{octets}, message, facts);
  return facts.avps;
}

Octets repeated(const Octets& avp, std::size_t octets) {
  Octets all;
  while (all.size() + avp.size() <= octets) all.insert(all.end(), avp.begin(), avp.end());
  return all;
}

// Groups in groups, of each kind that is entered anywhere.
Octets nested(std::uint32_t vendor, std::uint32_t code, std::size_t depth) {
  Octets inner;
  for (std::size_t i = 0; i < depth; ++i) inner = avp(vendor, code, inner);
  return inner;
}

TEST(DiameterAvps, CostNoMoreThanTheirOctets) {
  const Octets empty = avp(0, 1, "");
  const Octets group_of_empty = group(kTgpp, 873, {group(kTgpp, 874, {empty, empty, empty})});
  for (const Octets& piece : {empty, group_of_empty, imsi(), terminal_information("1")}) {
    const std::uint32_t once = avps_read(repeated(piece, 32 * 1024));
    const std::uint32_t twice = avps_read(repeated(piece, 64 * 1024));
    EXPECT_LE(twice, 2 * once + 16);
    EXPECT_LE(twice, 64 * 1024u / 8);
  }
}

TEST(DiameterAvps, MayBeManyOrNone) {
  const DecodedPdu many{decode_diameter, gx(kInitial, {repeated(imsi(), 64 * 1024), cell()})};
  EXPECT_EQ(many.message.damage, MessageDamage::none);
  EXPECT_EQ(text_of(many.message.imsi), kImsi);
  EXPECT_EQ(many.message.presence, Presence::exact);
  const DecodedPdu zeroes{decode_diameter, request(kGx, 272, {Octets(64 * 1024, 0)})};
  EXPECT_EQ(zeroes.message.damage, MessageDamage::truncated);
  EXPECT_FALSE((DecodedPdu{decode_diameter, Octets(64 * 1024, 0)}.read));
  EXPECT_FALSE((DecodedPdu{decode_diameter, Octets(64 * 1024, 0xff)}.read));
}

TEST(DiameterAvps, AreEnteredThreeDeepAtMost) {
  for (const std::uint32_t code : {873u, 874u, 1400u, 1401u, 1496u, 1600u}) {
    EXPECT_LE(avps_read(nested(kTgpp, code, 1000)), 3u) << code;
  }
  for (const std::uint32_t code : {297u, 443u, 458u}) {
    EXPECT_LE(avps_read(nested(0, code, 1000)), 3u) << code;
  }
}

}  // namespace
}  // namespace celltally
