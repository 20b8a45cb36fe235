#include "anonymise/operator_key.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/anonymise/made_lists.hpp"

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

TEST(OperatorKey, IsHmacSha256) {
  for (const std::uint8_t octet : {std::uint8_t{0}, std::uint8_t{9}, std::uint8_t{255}}) {
    const OperatorKey key = operator_key(octet);
    for (const char* text : {"", "celltally", "208930000000001", "001019000000001"}) {
      EXPECT_EQ(key.hash_of(text), reference(octet, text)) << text;
    }
    EXPECT_EQ(key.own_number(), first_eight(reference(octet, "celltally")));
  }
}

// RFC 4231 4.2 has a key of 20 octets; HMAC fills it up with zeroes.
TEST(OperatorKey, GivesThePublishedValue) {
  std::array<std::uint8_t, OperatorKey::kOctets> octets{};
  std::fill_n(octets.begin(), 20, std::uint8_t{0x0b});
  const OperatorKey key = OperatorKey::make(octets).value();
  EXPECT_EQ(first_eight(key.hash_of("Hi There")), 0xb0344c61d8db3853u);
}

TEST(OperatorKey, OverwritesTheOctetsItIsMadeOf) {
  std::array<std::uint8_t, OperatorKey::kOctets> octets{};
  octets.fill(7);
  const auto key = OperatorKey::make(octets);
  ASSERT_TRUE(key);
  EXPECT_EQ(octets, (std::array<std::uint8_t, OperatorKey::kOctets>{}));
}

TEST(OperatorKey, OfAnImsiIsThatOfItsDigitsInEveryCoding) {
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
  for (const Case& one : cases) {
    const SubscriberId imsi{SubscriberId::Kind::imsi, one.coding, one.octets};
    EXPECT_EQ(key.number_of(imsi), first_eight(reference(9, one.digits)))
        << one.digits << ' ' << static_cast<int>(one.coding);
  }
}

TEST(OperatorKey, IsTheSameWhereverItIsMoved) {
  OperatorKey key = operator_key(9);
  const OperatorKey moved = std::move(key);
  EXPECT_EQ(moved.hash_of("208930000000001"), reference(9, "208930000000001"));
}

}  // namespace
}  // namespace celltally
