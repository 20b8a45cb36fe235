#include "decode/nas_5gs.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "simulate/nas_5gs_builder.hpp"
#include "simulate/split_mix.hpp"
#include "tests/decode/gtp_decoded.hpp"

namespace celltally {
namespace {

using nas_5gs::Security;

constexpr auto kUp = NasDirection5gs::uplink;
constexpr auto kDown = NasDirection5gs::downlink;
constexpr Security kReadable[] = {Security::plain, Security::integrity, Security::ciphered,
                                  Security::new_context, Security::ciphered_new_context};

Nas5gs read(const Octets& message, NasDirection5gs direction = kUp) {
  return read_nas_5gs(ByteCursor{message}, direction);
}

Octets guti() {
  return nas_5gs::guti("001-01", 1, 0x556a, 0xc0ffee01);
}
Octets suci() {
  return nas_5gs::suci_null("001-01", "0000000001");
}
const std::vector<std::uint8_t> kGutiOctets{0x00, 0xf1, 0x10, 0x01, 0x55,
                                            0x6a, 0xc0, 0xff, 0xee, 0x01};

std::vector<std::uint8_t> octets_of(ByteCursor bytes) {
  return {bytes.rest().begin(), bytes.rest().end()};
}

TEST(Nas5gs, ReadsWhatIsNotCipheredAndWhatTheNullCipherLeavesAsItIs) {
  for (const Security security : kReadable) {
    const Octets message =
        nas_5gs::message(0x41, nas_5gs::registration_request(1, suci()), security);
    const Nas5gs got = read(message);
    EXPECT_EQ(got.type, 0x41) << static_cast<int>(security);
    EXPECT_EQ(got.kind, EventKind::attach);
    EXPECT_TRUE(got.imsi.present());
    EXPECT_EQ(to_text(got.home), "001-01");
    EXPECT_EQ(got.damage, MessageDamage::none);
  }
}

TEST(Nas5gs, ReadsWhatOneStackCallsCipheredInsideToo) {
  Octets message = nas_5gs::message(
      0x42, nas_5gs::registration_accept(nas_5gs::tlv_e(0x77, guti())), Security::ciphered);
  message[8] = 0x02;
  EXPECT_TRUE(read(message, kDown).guti_given);
  message[8] = 0x01;
  EXPECT_FALSE(read(message, kDown).guti_given);
}

struct IdentityCase {
  std::string_view name;
  Octets identity;
  bool imsi, imei, guti, s_tmsi;
  std::string_view home;
  MessageDamage damage = MessageDamage::none;
};

const IdentityCase kIdentities[] = {
    {"SUCI, null scheme", suci(), true, false, false, false, "001-01"},
    {"SUCI, null scheme, MNC of three digits", nas_5gs::suci_null("310-410", "123456789"), true,
     false, false, false, "310-410"},
    {"SUCI, null scheme, 14 digits", nas_5gs::suci_null("001-01", "000000001"), true, false, false,
     false, "001-01"},
    {"SUCI, profile A", nas_5gs::suci_concealed("001-01", 1, 45), false, false, false, false,
     "001-01"},
    {"SUCI, profile B", nas_5gs::suci_concealed("001-01", 2, 46), false, false, false, false,
     "001-01"},
    {"SUCI, the operator's own scheme", nas_5gs::suci_concealed("001-01", 12, 20), false, false,
     false, false, "001-01"},
    {"SUCI, a network access identifier", Octets{0x11, 'a', '@', 'b'}, false, false, false, false,
     ""},
    {"5G-GUTI", guti(), false, false, true, false, ""},
    {"5G-GUTI of zeroes", nas_5gs::guti("001-01", 0, 0, 0), false, false, false, false, ""},
    {"5G-S-TMSI", nas_5gs::s_tmsi(0x556a, 0xc0ffee01), false, false, false, true, ""},
    {"5G-S-TMSI of ones", nas_5gs::s_tmsi(0x556a, 0xffffffff), false, false, false, false, ""},
    {"IMEI", nas_5gs::imei("353456789012345"), false, true, false, false, ""},
    {"IMEISV", nas_5gs::imeisv("3534567890123456"), false, true, false, false, ""},
    {"MAC address", Octets{0x06, 1, 2, 3, 4, 5, 6}, false, false, false, false, ""},
    {"none", Octets{0x00}, false, false, false, false, ""},
    {"nothing", Octets{}, false, false, false, false, "", MessageDamage::bad_identity},
    {"SUCI, MSIN not decimal", Octets{1, 0, 0xf1, 0x10, 0xf0, 0xff, 0, 0, 0x0a}, false, false,
     false, false, "001-01", MessageDamage::bad_identity},
    {"SUCI, PLMN not decimal", Octets{1, 0x0a, 0xf1, 0x10, 0xf0, 0xff, 0, 0, 0x01}, false, false,
     false, false, "", MessageDamage::bad_identity},
    {"5G-GUTI, short", Octets{0xf2, 0, 0xf1, 0x10, 1, 2, 3, 4, 5, 6}, false, false, false, false,
     "", MessageDamage::bad_identity},
    {"5G-S-TMSI, long", Octets{0xf4, 1, 2, 3, 4, 5, 6, 7}, false, false, false, false, "",
     MessageDamage::bad_identity},
    {"IMEISV, a digit too many", Octets{0x15, 0x11, 0, 0, 0, 0, 0, 0, 0}, false, false, false,
     false, "", MessageDamage::bad_identity},
};

TEST(Nas5gs, ReadsEveryIdentity) {
  for (const IdentityCase& one : kIdentities) {
    const Octets message = nas_5gs::message(0x5c, nas_5gs::lv_e(one.identity));
    const Nas5gs got = read(message);
    EXPECT_EQ(got.imsi.present(), one.imsi) << one.name;
    EXPECT_EQ(got.tac.known(), one.imei) << one.name;
    EXPECT_EQ(!got.guti.empty(), one.guti) << one.name;
    EXPECT_EQ(!got.s_tmsi.empty(), one.s_tmsi) << one.name;
    EXPECT_EQ(to_text(got.home), one.home) << one.name;
    EXPECT_EQ(got.damage, one.damage) << one.name;
    EXPECT_FALSE(got.unauthenticated) << one.name;  // the network asked for what it got
  }
}

TEST(Nas5gs, TakesAnEquipmentIdentityInPlaceOfASubscribersForAnEmergency) {
  const Octets message =
      nas_5gs::message(0x41, nas_5gs::registration_request(4, nas_5gs::imei("353456789012345")));
  const Nas5gs got = read(message);
  EXPECT_EQ(got.kind, EventKind::attach);
  EXPECT_TRUE(got.unauthenticated);
  const Octets known = nas_5gs::message(0x41, nas_5gs::registration_request(4, guti()));
  EXPECT_FALSE(read(known).unauthenticated);
}

TEST(Nas5gs, FindsTheOtherGutiAndTheEquipmentAmongTheOptions) {
  Octets options{0xc7, 0x10, 0x01, 0x03, 0x2e, 0x02, 0xf0, 0xf0, 0x52, 0x00, 0xf1, 0x10, 0, 0, 1};
  const Octets native = nas_5gs::tlv_e(0x77, guti());
  options.insert(options.end(), native.begin(), native.end());
  const Octets container = nas_5gs::tlv_e(0x71, Octets(300, 0x5a));
  options.insert(options.end(), container.begin(), container.end());
  const Octets message = nas_5gs::message(
      0x41, nas_5gs::registration_request(2, nas_5gs::guti("001-01", 9, 0x1234, 7), options));
  const Nas5gs got = read(message);
  EXPECT_EQ(got.kind, EventKind::area_update);
  EXPECT_EQ(got.guti.size(), 10u);
  EXPECT_EQ(octets_of(got.additional_guti), kGutiOctets);
  EXPECT_FALSE(got.guti_given);

  const Octets complete =
      nas_5gs::message(0x5e, nas_5gs::tlv_e(0x77, nas_5gs::imeisv("3534567890123456")),
                       Security::ciphered_new_context);
  EXPECT_TRUE(read(complete).tac.known());
}

TEST(Nas5gs, GivesTheGutiThatTheNetworkGives) {
  const Octets accept =
      nas_5gs::message(0x42, nas_5gs::registration_accept(nas_5gs::tlv_e(0x77, guti())));
  EXPECT_EQ(octets_of(read(accept, kDown).guti), kGutiOctets);
  EXPECT_TRUE(read(accept, kDown).guti_given);
  EXPECT_TRUE(read(accept, kUp).guti.empty());  // no device says that
  const Octets other = nas_5gs::message(
      0x42, nas_5gs::registration_accept(nas_5gs::tlv_e(0x77, nas_5gs::imei("353456789012345"))));
  EXPECT_EQ(read(other, kDown).damage, MessageDamage::bad_identity);
  EXPECT_FALSE(read(other, kDown).guti_given);
}

TEST(Nas5gs, TellsTheCause) {
  EXPECT_EQ(read(nas_5gs::message(0x44, Octets{3}), kDown).cause,
            (Cause{Cause::Domain::fivegmm, 3}));
  EXPECT_EQ(read(nas_5gs::message(0x4d, Octets{10, 0x5f, 1, 0x21}), kDown).cause.value, 10);
  EXPECT_EQ(read(nas_5gs::message(0x47, Octets{0x01, 0x58, 22}), kDown).cause.value, 22);
  EXPECT_EQ(read(nas_5gs::message(0x64, Octets{97}), kUp).cause.value, 97);
  EXPECT_EQ(read(nas_5gs::message(0x59, Octets{21}), kUp).cause.value, 21);
  EXPECT_FALSE(read(nas_5gs::message(0x44, Octets{3}), kUp).cause.known());
}

TEST(Nas5gs, LeavesOtherProtocolsAndUnreadableMessagesAlone) {
  for (const Octets& message :
       {Octets{}, Octets{0x7e}, Octets{0x2e, 0x01, 0x01, 0xc1}, Octets{0x7e, 0x05, 1, 2, 3, 4, 5},
        Octets{0x7e, 0x02, 1, 2, 3, 4, 5}, Octets{0x7e, 0x00}}) {
    const Nas5gs got = read(message);
    EXPECT_EQ(got.type, 0);
    EXPECT_EQ(got.kind, EventKind::none);
    EXPECT_EQ(got.damage, MessageDamage::none);
  }
}

// What must hold of every message that is only guessed to be readable: cut anywhere, or with
// anything behind it that is no element, it is not read.
TEST(Nas5gs, DoesNotGuessAtWhatDoesNotFit) {
  const std::vector<std::pair<Octets, NasDirection5gs>> whole{
      {nas_5gs::message(0x5c, nas_5gs::lv_e(suci()), Security::ciphered), kUp},
      {nas_5gs::message(0x45, nas_5gs::deregistration_request(1, guti()), Security::ciphered), kUp},
      {nas_5gs::message(0x4c, nas_5gs::service_request(0x556a, 7), Security::ciphered), kUp},
      {nas_5gs::message(0x5e, nas_5gs::tlv_e(0x77, nas_5gs::imeisv("3534567890123456")),
                        Security::ciphered),
       kUp},
      {nas_5gs::message(0x54, nas_5gs::tlv_e(0x77, guti()), Security::ciphered), kDown}};
  for (const auto& [message, direction] : whole) {
    EXPECT_NE(read(message, direction).type, 0);
    for (std::size_t octets = 0; octets < message.size(); ++octets) {
      const Octets prefix(message.begin(), message.begin() + static_cast<std::ptrdiff_t>(octets));
      EXPECT_EQ(read(prefix, direction).type, 0) << octets;
    }
    Octets longer = message;
    longer.push_back(0x01);
    EXPECT_EQ(read(longer, direction).type, 0);
  }
}

// Random octets pass less than once in ten million. Three octets must be 7e 00 (or 7e 02, 7e 04)
// and a type, for which there is one chance in 2^23; then comes what is tried here, for every type
// and many lengths. What would tell an identity never comes.
TEST(Nas5gs, HardlyEverTakesRandomOctetsForAMessage) {
  constexpr int kTries = 1000;
  constexpr double kBeginning = 1.0 / (1 << 23);
  SplitMix random{7};
  for (const NasDirection5gs direction : {kUp, kDown}) {
    for (const std::size_t length : {0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u, 10u, 13u, 20u, 33u}) {
      double passing = 0;
      for (unsigned type = 0; type < 256; ++type) {
        Octets message = nas_5gs::message(static_cast<std::uint8_t>(type), Octets(length, 0),
                                          Security::ciphered);
        for (int i = 0; i < kTries; ++i) {
          for (std::uint8_t& octet : std::span{message}.last(length)) {
            octet = static_cast<std::uint8_t>(random.next());
          }
          const Nas5gs got = read(message, direction);
          if (got.type != 0) passing += kBeginning / kTries;
          ASSERT_FALSE(got.imsi.present() || got.tac.known()) << type;
          ASSERT_TRUE(got.guti.empty() && got.s_tmsi.empty()) << type;
        }
      }
      EXPECT_LT(passing, 1e-7) << length;
    }
  }
}

}  // namespace
}  // namespace celltally
