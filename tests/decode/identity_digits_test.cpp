#include "decode/identity_digits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulate/wire_digits.hpp"
#include "tests/decode/gtp_decoded.hpp"
#include "tests/decode/tac_digits.hpp"
#include "vocabulary/mnc_length.hpp"

namespace celltally {
namespace {

using Kind = SubscriberId::Kind;
using Octets = std::vector<std::uint8_t>;

struct Case {
  std::string_view name;
  Kind kind;
  Octets octets;
  std::string_view digits;  // empty: refused
};

std::vector<Case> cases() {
  return {
      {"IMSI of 15 digits", Kind::imsi, {2, 0x98, 3, 0, 0, 0, 0, 0xf1}, "208930000000001"},
      {"IMSI of 14 digits, no filler", Kind::imsi, {2, 0x98, 3, 0, 0, 0, 0x10}, "20893000000001"},
      {"IMSI of 14 digits in 8 octets",
       Kind::imsi,
       {2, 0x98, 3, 0, 0, 0, 0x10, 0xff},
       "20893000000001"},
      {"IMSI of 6 digits", Kind::imsi, {0, 1, 0x21}, "001012"},
      {"IMSI of 6 digits and all fillers",
       Kind::imsi,
       {0, 1, 0x21, 255, 255, 255, 255, 255},
       "001012"},
      {"IMSI of 7 digits", Kind::imsi, {0, 1, 0x21, 0xf3}, "0010123"},
      {"IMSI of 5 digits", Kind::imsi, {0, 1, 0xf1}, ""},
      {"IMSI of 16 digits", Kind::imsi, {2, 0x98, 3, 0, 0, 0, 0, 0x11}, ""},
      {"IMSI in 9 octets", Kind::imsi, {2, 0x98, 3, 0, 0, 0, 0, 0xf1, 0xff}, ""},
      {"IMSI with a digit a", Kind::imsi, {2, 0x98, 3, 0xa0, 0, 0, 0, 0xf1}, ""},
      {"IMSI with a digit e at its end", Kind::imsi, {2, 0x98, 3, 0, 0, 0, 0, 0xfe}, ""},
      {"IMSI with a last nibble d", Kind::imsi, {2, 0x98, 3, 0, 0, 0, 0, 0xd1}, ""},
      {"IMSI with a filler before a digit", Kind::imsi, {2, 0x98, 3, 0, 0, 0, 0, 0x1f}, ""},
      {"IMSI with a filler in the middle", Kind::imsi, {2, 0x98, 3, 0xf0, 0, 0, 0, 0xf1}, ""},
      {"no octets", Kind::imsi, {}, ""},
      {"fillers only", Kind::imsi, {255, 255, 255, 255, 255, 255, 255, 255}, ""},
      {"MSISDN of 11 digits", Kind::msisdn, {0x33, 0x16, 0x32, 0x54, 0x76, 0xf8}, "33612345678"},
      {"MSISDN of one digit", Kind::msisdn, {0xf7}, "7"},
      {"MSISDN of 3 octets", Kind::msisdn, {0x21, 0x43, 0x65}, "123456"},
      {"MSISDN of 16 digits", Kind::msisdn, {1, 2, 3, 4, 5, 6, 7, 8}, ""},
      {"MSISDN of fillers", Kind::msisdn, {0xff}, ""},
      {"no kind of identity", Kind::none, {2, 0x98, 3, 0, 0, 0, 0, 0xf1}, ""},
  };
}

TEST(IdentityDigits, AreGivenWhenTheyAreDigitsAndAsManyAsTheKindHas) {
  for (const Case& one : cases()) {
    const SubscriberId id = tbcd_identity(one.kind, one.octets);
    EXPECT_EQ(id.present(), !one.digits.empty()) << one.name;
    EXPECT_EQ(digits_of(id), one.digits) << one.name;
  }
}

// The slow and obvious way.
bool digits_then_fillers(const Octets& octets, std::size_t fewest, std::size_t most) {
  std::string text;
  for (const unsigned octet : octets) {
    text += "0123456789abcdef"[octet & 15];
    text += "0123456789abcdef"[octet >> 4];
  }
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  return digits >= fewest && digits <= most && text.find_first_not_of('f', digits) == text.npos;
}

TEST(IdentityDigits, AreJudgedAllAtOnceAsOneByOne) {
  for (std::size_t count = 1; count <= 8; ++count) {
    for (std::size_t at = 0; at < count; ++at) {
      for (unsigned value = 0; value < 256; ++value) {
        for (std::size_t fillers = 0; at + fillers < count; ++fillers) {
          Octets octets(count, 0x21);
          octets[at] = static_cast<std::uint8_t>(value);
          std::fill(octets.end() - static_cast<std::ptrdiff_t>(fillers), octets.end(), 0xff);
          EXPECT_EQ(tbcd_identity(Kind::imsi, octets).present(), digits_then_fillers(octets, 6, 15))
              << count << ' ' << at << ' ' << value << ' ' << fillers;
        }
      }
    }
  }
}

TEST(IdentityDigits, BorrowTheOctetsWhereTheyAreWithoutWholeFillers) {
  const Octets octets{0, 1, 0x21, 0xf3, 255, 255, 255, 255};
  EXPECT_EQ(Tagger::octets_of(tbcd_identity(Kind::imsi, octets)), (Octets{0, 1, 0x21, 0xf3}));
}

TEST(IdentityDigits, OfEquipmentAreCutToItsType) {
  struct Equipment {
    std::string_view name;
    Octets tbcd;
    Octets mobile;
    std::string_view text;
    std::string_view tac;
  };
  const Equipment cases[] = {
      {"IMEISV",
       {0x53, 0x43, 0x65, 0x87, 9, 0x21, 0x43, 0x65},
       {0x33, 0x35, 0x54, 0x76, 0x98, 0x10, 0x32, 0x54, 0xf6},
       "3534567890123456",
       "35345678"},
      {"IMEI with its check digit",
       {0x53, 0x43, 0x65, 0x87, 9, 0x21, 0x43, 0xf5},
       {0x3a, 0x35, 0x54, 0x76, 0x98, 0x10, 0x32, 0x54},
       "353456789012345",
       "35345678"},
      {"IMEI without it",
       {0x53, 0x43, 0x65, 0x87, 9, 0x21, 0x43},
       {0x32, 0x35, 0x54, 0x76, 0x98, 0x10, 0x32, 0xf4},
       "35345678901234",
       "35345678"},
      {"a type that begins with zero",
       {0x10, 0x32, 0x54, 0x76, 0, 0, 0},
       {0x02, 0x21, 0x43, 0x65, 0x07, 0, 0, 0xf0},
       "01234567000000",
       "01234567"},
      {"of 13 digits",
       {0x53, 0x43, 0x65, 0x87, 9, 0x21, 0xf3},
       {0x3a, 0x35, 0x54, 0x76, 0x98, 0x10, 0x32},
       "3534567890123",
       ""},
      {"with a letter",
       {0x53, 0x43, 0x65, 0x87, 9, 0x21, 0x43, 0xa5},
       {0x33, 0x35, 0x54, 0x76, 0x98, 0x10, 0x32, 0x54, 0xfa},
       "353456789012345a",
       ""},
      {"nothing", {}, {}, "", ""},
  };
  for (const Equipment& one : cases) {
    EXPECT_EQ(digits_of(tac_of_tbcd(one.tbcd)), one.tac) << one.name;
    EXPECT_EQ(digits_of(tac_of_mobile_identity(one.mobile)), one.tac) << one.name;
    EXPECT_EQ(digits_of(tac_of_ascii(Octets(one.text.begin(), one.text.end()))), one.tac)
        << one.name;
  }
}

// Protocols reference 4.1.
TEST(IdentityDigits, OfMaskedEquipmentGiveItsType) {
  const std::pair<Octets, std::string_view> cases[] = {
      {{0x35, 0x34, 0x56, 0x78, 0x90, 0xff, 0xff, 0x56}, "35345678"},
      {{0x01, 0x23, 0x45, 0x67, 0x04, 0xff, 0xff, 0x01}, "01234567"},
      {{0x35, 0x34, 0x56, 0x7f, 0x90, 0xff, 0xff, 0x56}, ""},
      {{0x35, 0x34, 0x56, 0x78, 0x90, 0xff, 0xff}, ""},
      {{}, ""},
  };
  for (const auto& [octets, tac] : cases) {
    EXPECT_EQ(digits_of(tac_of_masked_imeisv(ByteCursor{octets})), tac);
  }
}

struct Home {
  std::string_view imsi;
  std::string_view plmn;
};

constexpr Home kHomes[] = {
    {"208930000000001", "208-93"},  {"001010000000001", "001-01"},  {"999700000000001", "999-70"},
    {"310410123456789", "310-410"}, {"302720000000001", "302-720"}, {"334020000000001", "334-020"},
    {"404200000000001", "404-20"},  {"405866000000001", "405-866"}, {"405100000000001", "405-10"},
    {"502150000000001", "502-150"}, {"502190000000001", "502-19"},  {"714020000000001", "714-020"},
    {"714010000000001", "714-01"},  {"732101000000001", "732-101"}, {"750001000000001", "750-001"},
    {"001012", "001-01"},
};

TEST(IdentityDigits, GiveTheHomeNetworkWithTheLengthOfItsCountry) {
  for (const Home& one : kHomes) {
    EXPECT_EQ(to_text(home_of_tbcd_imsi(tbcd(one.imsi))), one.plmn) << one.imsi;
  }
}

TEST(IdentityDigits, GiveADecimalHomeForEveryCountry) {
  for (unsigned mcc = 0; mcc < 1000; ++mcc) {
    const int digits = mnc_digits(mcc, 20);
    EXPECT_TRUE(digits == 2 || digits == 3) << mcc;
  }
  EXPECT_EQ(mnc_digits(1665, 20), 2);
}

Plmn plmn_of(Octets octets) {
  ByteCursor cursor{octets};
  return read_plmn(cursor);
}

TEST(IdentityDigits, GiveAPlmnWhenItsDigitsAreDecimal) {
  EXPECT_EQ(to_text(plmn_of({0x02, 0xf8, 0x39})), "208-93");
  EXPECT_EQ(to_text(plmn_of({0x13, 0x00, 0x14})), "310-410");
  EXPECT_EQ(to_text(plmn_of({0x99, 0xf9, 0x07})), "999-70");
  EXPECT_FALSE(plmn_of({0x02, 0xf8}).known());
  EXPECT_FALSE(plmn_of({}).known());
}

TEST(IdentityDigits, JudgeAPlmnAsItsOwnDefinitionDoes) {
  for (std::uint32_t octets = 0; octets < 1u << 24; octets += octets < 0x1000 ? 1 : 37) {
    const std::array<std::uint8_t, 3> bytes{static_cast<std::uint8_t>(octets >> 16),
                                            static_cast<std::uint8_t>(octets >> 8),
                                            static_cast<std::uint8_t>(octets)};
    ByteCursor cursor{bytes};
    const Plmn expected = Plmn{octets}.decimal() ? Plmn{octets} : Plmn{};
    ASSERT_EQ(read_plmn(cursor), expected) << octets;
  }
}

}  // namespace
}  // namespace celltally
