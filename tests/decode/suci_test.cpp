#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "decode/identity_digits.hpp"
#include "simulate/nas_5gs_builder.hpp"
#include "tests/decode/gtp_decoded.hpp"

namespace celltally {
namespace {

struct Case {
  std::string_view name;
  Octets suci;
  bool accepted;
};

// SUPI type and format, PLMN, routing indicator, scheme, key identifier, scheme output.
const Case kCases[] = {
    {"15 digits", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0, 0, 0, 0, 0x10}, true},
    {"14 digits", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0, 0, 0, 0, 0xf1}, true},
    {"14 digits, MNC of three", {0x01, 0x13, 0, 0x14, 0xf0, 0xff, 0, 0, 0, 0, 0, 0x10}, true},
    {"6 digits", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0xf1}, true},
    {"routing indicator of four digits",
     {0x01, 0x02, 0xf8, 0x39, 0x21, 0x43, 0, 0, 0, 0, 0, 0, 0x10},
     true},
    {"the scheme's spare bits set", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0xf0, 0, 0xf1}, true},
    {"a key identifier", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 9, 0xf1}, true},
    {"5 digits and a filler only", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0xff}, false},
    {"16 digits, MNC of three", {0x01, 0x13, 0, 0x14, 0xf0, 0xff, 0, 0, 0, 0, 0, 0, 0x10}, false},
    {"6 octets of MSIN", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0, 0, 0, 0, 0x10, 0xff}, false},
    {"no MSIN", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0}, false},
    {"ends before the scheme", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff}, false},
    {"nothing", {}, false},
    {"MSIN not decimal", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0, 0, 0xb0, 0, 0x10}, false},
    {"MSIN with a filler inside",
     {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0, 0xf0, 0, 0, 0x10},
     false},
    {"PLMN not decimal", {0x01, 0x0a, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0, 0, 0, 0, 0x10}, false},
    {"PLMN 000-000", {0x01, 0, 0, 0, 0xf0, 0xff, 0, 0, 0, 0, 0, 0, 0x10}, false},
    {"profile A", {0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 1, 0, 0, 0, 0, 0, 0x10}, false},
    {"a network access identifier",
     {0x11, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0, 0, 0, 0, 0x10},
     false},
    {"a GUTI", {0xf2, 0x02, 0xf8, 0x39, 0x01, 0x55, 0x6a, 0xc0, 0xff, 0xee, 0x01}, false},
};

TEST(Suci, IsAnImsiWhenItsSchemeIsNull) {
  for (const Case& one : kCases) {
    EXPECT_EQ(suci_imsi(one.suci).present(), one.accepted) << one.name;
  }
}

TEST(Suci, BorrowsItsOctetsWithoutWholeFillers) {
  const Octets suci{0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0x21, 0xff};
  EXPECT_EQ(Tagger::octets_of(suci_imsi(suci)),
            (Octets{0x01, 0x02, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0x21}));
}

// Every MSIN length with both lengths of an MNC: the whole is 6 to 15 digits.
TEST(Suci, HasAsManyDigitsAsAnImsi) {
  for (const std::string_view plmn : {"001-01", "310-410"}) {
    const std::size_t before = plmn.size() - 1;
    for (std::size_t digits = 1; digits <= 10; ++digits) {
      const Octets suci = nas_5gs::suci_null(plmn, std::string(digits, '7'));
      EXPECT_EQ(suci_imsi(suci).present(), before + digits >= 6 && before + digits <= 15)
          << plmn << ' ' << digits;
    }
  }
}

}  // namespace
}  // namespace celltally
