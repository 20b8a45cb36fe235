#include "anonymise/identity_hash.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "anonymise/secret_allocation.hpp"
#include "tests/anonymise/made_lists.hpp"
#include "tests/anonymise/message_spec.hpp"

namespace celltally {
namespace {

using namespace test;

using Octets = std::vector<std::uint8_t>;

// OpenSSL's own HMAC under the same key.
std::array<std::uint8_t, 32> reference(std::uint8_t key_octet, std::string_view text) {
  const Octets key(32, key_octet);
  std::array<std::uint8_t, 32> hash{};
  unsigned length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data(), &length);
  EXPECT_EQ(length, hash.size());
  return hash;
}

TEST(IdentityHash, IsHmacSha256) {
  for (const std::uint8_t octet : {std::uint8_t{0}, std::uint8_t{9}, std::uint8_t{255}}) {
    const OperatorKey key = operator_key(octet);
    auto hash = IdentityHash::make(key).value();
    for (const char* text : {"", "celltally", "208930000000001", "001019000000001"}) {
      EXPECT_EQ(hash.of_text(text), reference(octet, text)) << text;
    }
    EXPECT_EQ(hash.of_key(), first_eight(reference(octet, "celltally")));
  }
}

// RFC 4231 4.2 has a key of 20 octets; HMAC fills it up with zeroes.
TEST(IdentityHash, GivesThePublishedValue) {
  std::array<std::uint8_t, OperatorKey::kOctets> octets{};
  std::fill_n(octets.begin(), 20, std::uint8_t{0x0b});
  const OperatorKey key = OperatorKey::make(octets).value();
  auto hash = IdentityHash::make(key).value();
  EXPECT_EQ(first_eight(hash.of_text("Hi There")), 0xb0344c61d8db3853u);
}

TEST(OperatorKey, OverwritesTheOctetsItIsMadeOf) {
  std::array<std::uint8_t, OperatorKey::kOctets> octets{};
  octets.fill(7);
  const auto key = OperatorKey::make(octets);
  ASSERT_TRUE(key);
  EXPECT_EQ(octets, (std::array<std::uint8_t, OperatorKey::kOctets>{}));
}

TEST(IdentityHash, OfAnImsiIsThatOfItsDigitsInEveryCoding) {
  using Coding = SubscriberId::Coding;
  struct Case {
    const char* digits;
    Coding coding;
    Octets octets;
  };
  const Case cases[] = {
      {"208930000000001", Coding::tbcd, {0x02, 0x98, 0x03, 0, 0, 0, 0, 0xf1}},
      {"208930000000001", Coding::mobile_identity, {0x29, 0x80, 0x39, 0, 0, 0, 0, 0x10}},
      {"208930000000001",
       Coding::ascii,
       {'2', '0', '8', '9', '3', '0', '0', '0', '0', '0', '0', '0', '0', '0', '1'}},
      {"208930000000001",
       Coding::suci,
       {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0, 0, 0, 0, 0x10}},
      {"00101123456", Coding::tbcd, {0x00, 0x01, 0x11, 0x32, 0x54, 0xf6}},
      {"001019", Coding::ascii, {'0', '0', '1', '0', '1', '9'}},
  };
  const OperatorKey key = operator_key(9);
  auto hash = IdentityHash::make(key).value();
  for (const Case& one : cases) {
    const SubscriberId imsi{SubscriberId::Kind::imsi, one.coding, one.octets};
    EXPECT_EQ(hash.of(imsi), first_eight(reference(9, one.digits)))
        << one.digits << ' ' << static_cast<int>(one.coding);
  }
}

TEST(IdentityHash, AllocatesNothingOnceItIsMade) {
  const OperatorKey key = operator_key(9);
  auto made = IdentityHash::make(key).value();
  auto hash = std::move(made);
  MessageMaker maker;
  const SubscriberId imsi = maker.imsi_of("208930000000001");
  const std::uint64_t expected = first_eight(reference(9, "208930000000001"));
  const SecretAllocation no_room({});
  for (int i = 0; i < 100; ++i) EXPECT_EQ(hash.of(imsi), expected) << i;
  EXPECT_EQ(no_room.used(), 0u);
}

}  // namespace
}  // namespace celltally
