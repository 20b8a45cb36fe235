#include "anonymise/tagger.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/anonymise/message_spec.hpp"
#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/reference_cmac.hpp"

namespace celltally {

std::array<std::uint8_t, 16> test::reference_cmac(std::span<const std::uint8_t, 32> key,
                                                  std::span<const std::uint8_t> message) {
  EVP_MAC* const mac = EVP_MAC_fetch(nullptr, "CMAC", nullptr);
  EVP_MAC_CTX* const context = EVP_MAC_CTX_new(mac);
  std::string cipher = "AES-256-CBC";
  const std::array params{OSSL_PARAM_construct_utf8_string("cipher", cipher.data(), 0),
                          OSSL_PARAM_construct_end()};
  std::array<std::uint8_t, 16> result{};
  std::size_t length = 0;
  EXPECT_EQ(EVP_MAC_init(context, key.data(), key.size(), params.data()), 1);
  EXPECT_EQ(EVP_MAC_update(context, message.data(), message.size()), 1);
  EXPECT_EQ(EVP_MAC_final(context, result.data(), &length, result.size()), 1);
  EVP_MAC_CTX_free(context);
  EVP_MAC_free(mac);
  return result;
}

namespace {

using Bytes = std::vector<std::uint8_t>;
using Kind = SubscriberId::Kind;
using Coding = SubscriberId::Coding;
using test::first_64;
using test::reference_cmac;

// NIST SP 800-38B, appendix D.3.
constexpr std::array<std::uint8_t, 32> kNistKey{
    0x60, 0x3d, 0xeb, 0x10, 0x15, 0xca, 0x71, 0xbe, 0x2b, 0x73, 0xae, 0xf0, 0x85, 0x7d, 0x77, 0x81,
    0x1f, 0x35, 0x2c, 0x07, 0x3b, 0x61, 0x08, 0xd7, 0x2d, 0x98, 0x10, 0xa3, 0x09, 0x14, 0xdf, 0xf4};

Tagger nist_tagger() {
  return Tagger(EpochKey::from_bytes_for_test(kNistKey).value());
}

template <typename Identifier>
auto tag_of(Tagger& tagger, const Identifier& identifier) {
  tagger.clear();
  const auto slot = tagger.add(identifier);
  tagger.run();
  return tagger.tag(slot);
}

// What the tag of these octets must be, under the NIST key.
std::uint64_t expected(const Bytes& message) {
  return first_64(reference_cmac(kNistKey, message));
}

TEST(Tagger, AgreesWithThePublishedVectorOfOneBlock) {
  const Bytes rest{0xc1, 0xbe, 0xe2, 0x2e, 0x40, 0x9f, 0x96, 0xe9,
                   0x3d, 0x7e, 0x11, 0x73, 0x93, 0x17, 0x2a};
  auto tagger = nist_tagger();
  // The block begins with the kind: so a made-up one gives the vector's first octet.
  const SubscriberId message(static_cast<Kind>(0x6b), Coding::tbcd, rest);
  EXPECT_EQ(tag_of(tagger, message).value, 0x28a7023f452e8f82u);
}

TEST(ReferenceCmac, AgreesWithThePublishedVectorOfFourBlocks) {
  const Bytes message{0x6b, 0xc1, 0xbe, 0xe2, 0x2e, 0x40, 0x9f, 0x96, 0xe9, 0x3d, 0x7e, 0x11, 0x73,
                      0x93, 0x17, 0x2a, 0xae, 0x2d, 0x8a, 0x57, 0x1e, 0x03, 0xac, 0x9c, 0x9e, 0xb7,
                      0x6f, 0xac, 0x45, 0xaf, 0x8e, 0x51, 0x30, 0xc8, 0x1c, 0x46, 0xa3, 0x5c, 0xe4,
                      0x11, 0xe5, 0xfb, 0xc1, 0x19, 0x1a, 0x0a, 0x52, 0xef, 0xf6, 0x9f, 0x24, 0x45,
                      0xdf, 0x4f, 0x9b, 0x17, 0xad, 0x2b, 0x41, 0x7b, 0xe6, 0x6c, 0x37, 0x10};
  EXPECT_EQ(first_64(reference_cmac(kNistKey, message)), 0xe1992190549f6ed5u);
}

TEST(Tagger, GivesOneImsiOneTagInAllThreeCodings) {
  struct Case {
    const char* name;
    Coding coding;
    Bytes octets;
  };
  const std::string ascii = "208930000000001";
  const std::string ascii_14 = "20893000000000";
  const Bytes canonical{1, 0x02, 0x98, 0x03, 0, 0, 0, 0, 0xf1, 255, 255, 255, 255, 255, 255, 255};
  const Bytes canonical_14{1, 0x02, 0x98, 0x03, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255};
  const Case same[] = {
      {"TBCD", Coding::tbcd, {0x02, 0x98, 0x03, 0, 0, 0, 0, 0xf1}},
      {"TBCD with more filler", Coding::tbcd, {0x02, 0x98, 0x03, 0, 0, 0, 0, 0xf1, 0xff}},
      {"mobile identity", Coding::mobile_identity, {0x29, 0x80, 0x39, 0, 0, 0, 0, 0x10}},
      {"ASCII", Coding::ascii, {ascii.begin(), ascii.end()}},
  };
  const Case shorter[] = {
      {"TBCD, 14 digits", Coding::tbcd, {0x02, 0x98, 0x03, 0, 0, 0, 0}},
      {"mobile identity, 14 digits", Coding::mobile_identity, {0x21, 0x80, 0x39, 0, 0, 0, 0, 0xf0}},
      {"ASCII, 14 digits", Coding::ascii, {ascii_14.begin(), ascii_14.end()}},
  };
  auto tagger = nist_tagger();
  for (const Case& it : same) {
    EXPECT_EQ(tag_of(tagger, SubscriberId(Kind::imsi, it.coding, it.octets)).value,
              expected(canonical))
        << it.name;
  }
  for (const Case& it : shorter) {
    EXPECT_EQ(tag_of(tagger, SubscriberId(Kind::imsi, it.coding, it.octets)).value,
              expected(canonical_14))
        << it.name;
  }
}

TEST(Tagger, KeepsKindsOfIdentityApart) {
  auto tagger = nist_tagger();
  const Bytes digits{0x33, 0x16, 0x32, 0x54, 0x76, 0xf8};
  std::set<std::uint64_t> tags;
  for (const Kind kind : {Kind::imsi, Kind::msisdn}) {
    tags.insert(tag_of(tagger, SubscriberId(kind, Coding::tbcd, digits)).value);
  }
  EXPECT_EQ(tags.size(), 2u);
}

TEST(Tagger, GivesOtherTagsUnderAnotherKey) {
  test::MessageMaker maker;
  Tagger one(test::key_of(1));
  Tagger two(test::key_of(2));
  const SubscriberId imsi = maker.imsi_of("208930000000001");
  const Tag before = tag_of(one, imsi);
  EXPECT_NE(before, tag_of(two, imsi));
  two.replace_key(test::key_of(1));
  EXPECT_EQ(before, tag_of(two, imsi));
}

// Two days, or a day and somebody who guesses under another key: what they have in common is
// nothing.
TEST(Tagger, GivesAMillionDevicesNoTagOfAnotherKeysMillion) {
  constexpr std::uint64_t kDevices = 1'000'000;
  constexpr std::size_t kBurst = 100;
  Tagger one(test::key_of(1));
  Tagger two(test::key_of(2));
  std::vector<std::uint64_t> ours, theirs;
  for (std::uint64_t device = 0; device < kDevices; device += kBurst) {
    std::array<std::array<std::uint8_t, 15>, kBurst> digits;
    std::array<Tagger::PersonSlot, kBurst> slots;
    for (Tagger* const tagger : {&one, &two}) {
      tagger->clear();
      for (std::size_t i = 0; i < kBurst; ++i) {
        const std::string imsi = std::to_string(208'930'000'000'000 + device + i);
        std::copy(imsi.begin(), imsi.end(), digits[i].begin());
        slots[i] = tagger->add(SubscriberId(Kind::imsi, Coding::ascii, digits[i]));
      }
      tagger->run();
      for (const auto slot : slots)
        (tagger == &one ? ours : theirs).push_back(tagger->tag(slot).value);
    }
  }
  std::ranges::sort(ours);
  std::ranges::sort(theirs);
  std::vector<std::uint64_t> common;
  std::ranges::set_intersection(ours, theirs, std::back_inserter(common));
  EXPECT_TRUE(common.empty());
  EXPECT_EQ(std::ranges::adjacent_find(ours), ours.end()) << "and no two of a key are alike";
}

TEST(Tagger, TagsEndpointsAsDocumented) {
  test::MessageMaker maker;
  auto tagger = nist_tagger();
  EXPECT_EQ(tag_of(tagger, maker.endpoint_of({5, 0x01020304})).value,
            expected({0x10, 192, 0, 2, 5, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(tag_of(tagger, maker.endpoint_of({0, 0x01020304})).value,
            expected({0x11, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(tag_of(tagger, maker.endpoint_of({1005, 0x01020304})).value,
            expected({0x12, 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x03,
                      0xed, 1,    2,    3,    4,    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
}

TEST(Tagger, GivesSecretsThatAreTheKeysAlone) {
  auto tagger = nist_tagger();
  const auto secrets = tagger.transaction_secrets();
  for (std::uint8_t i = 0; i < secrets.size(); ++i) {
    Bytes block(16);
    block[0] = 0x20;
    block[1] = i;
    EXPECT_EQ(secrets[i], expected(block));
  }
}

// Bursts of every mixture: what is beside an identifier must not matter.
TEST(Tagger, AgreesWithOpenSslsOwnCmacInAnyBurst) {
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same every time
  auto tagger = nist_tagger();
  for (int round = 0; round < 200; ++round) {
    test::MessageMaker maker;
    std::vector<std::pair<Tagger::PersonSlot, std::uint64_t>> people;
    std::vector<std::pair<Tagger::SessionSlot, std::uint64_t>> sessions;
    tagger.clear();
    for (std::size_t i = random() % 100; i > 0; --i) {
      if (random() % 2 == 0) {
        Bytes block(16);
        for (auto& octet : block) octet = static_cast<std::uint8_t>(random());
        block[0] = static_cast<std::uint8_t>(block[0] | 4);  // no IMEI, which is cut
        const auto digits = maker.keep({block.begin() + 1, block.end()});
        people.emplace_back(
            tagger.add(SubscriberId(static_cast<Kind>(block[0]), Coding::tbcd, digits)),
            expected(block));
      } else {
        const auto node = static_cast<std::uint8_t>(random());
        const auto teid = static_cast<std::uint8_t>(random() | 1);
        Bytes block{0x12, 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x04};
        block.insert(block.end(), {node, 0, 0, 0, teid});
        block.resize(32);
        sessions.emplace_back(tagger.add(maker.endpoint_of({1024 + node, teid})), expected(block));
      }
    }
    tagger.run();
    for (const auto& [slot, value] : people) ASSERT_EQ(tagger.tag(slot).value, value);
    for (const auto& [slot, value] : sessions) ASSERT_EQ(tagger.tag(slot).value, value);
  }
}

}  // namespace
}  // namespace celltally
