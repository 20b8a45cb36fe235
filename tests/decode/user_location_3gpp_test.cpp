#include "decode/user_location_3gpp.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "decode/user_location.hpp"
#include "tests/decode/decoded_pdu.hpp"
#include "tests/decode/octets_from_hex.hpp"

namespace celltally {
namespace {

struct Case {
  std::string_view name;
  std::string_view hex;
  std::string_view cell;
  std::string_view area;
  bool damaged = false;
};

const Case kCases[] = {
    {"CGI", "0002f83901010202", "cgi:208-93-0101-0202", ""},
    {"SAI", "0102f83903030404", "sai:208-93-0303-0404", ""},
    {"RAI", "0202f839050506ff", "", "rai:208-93-0505-06"},
    {"RAI that is nobody's business", "0202f839fffe06ff", "", ""},
    {"TAI", "8002f8393039", "", "tai:208-93-3039"},
    {"ECGI", "8102f83901234501", "ecgi:208-93-1234501", ""},
    {"TAI and ECGI", "8202f839303902f83901234501", "ecgi:208-93-1234501", "tai:208-93-3039"},
    {"the spare bits of an ECI", "8102f839f1234501", "ecgi:208-93-1234501", ""},
    {"three digits of MNC",
     "8213001430391300140123"
     "4501",
     "ecgi:310-410-1234501", "tai:310-410-3039"},
    {"eNB", "8302f839012345", "enb:208-93-12345", ""},
    {"TAI and eNB", "8402f839303902f839012345", "enb:208-93-12345", "tai:208-93-3039"},
    {"extended eNB", "8502f839112345", "enb:208-93-112345", ""},
    {"extended eNB with a short id", "8502f839812345", "enb:208-93-812345", ""},
    {"TAI and extended eNB", "8602f839303902f839112345", "enb:208-93-112345", "tai:208-93-3039"},
    {"NCGI, spare first", "8702f8390123456789", "ncgi:208-93-123456789", ""},
    {"NCGI, spare last", "8702f8391234567890", "ncgi:208-93-123456789", ""},
    {"NCGI, both may be spare: last", "8702f8390123456780", "ncgi:208-93-012345678", ""},
    {"NCGI, neither is spare: last", "8702f8391234567891", "ncgi:208-93-123456789", ""},
    {"5GS TAI", "8802f839003039", "", "tai:208-93-003039"},
    {"5GS TAI and NCGI", "8902f83900303902f8390123456789", "ncgi:208-93-123456789",
     "tai:208-93-003039"},
    {"NG-RAN node", "8a02f8390012345678", "", ""},
    {"5GS TAI and NG-RAN node", "8b02f83900303902f8390012345678", "", "tai:208-93-003039"},
    {"more than its type needs", "8002f8393039ffff", "", "tai:208-93-3039"},
    {"GTPv2's TAI", "0802f8393039", "", "tai:208-93-3039"},
    {"GTPv2's ECGI", "1002f83901234501", "ecgi:208-93-1234501", ""},
    {"GTPv2's TAI and ECGI", "1802f839303902f83901234501", "ecgi:208-93-1234501",
     "tai:208-93-3039"},
    {"GTPv2's mask with another length", "1802f839303902f8390123450100", "", ""},
    {"GTPv2's mask, too short", "0802f83930", "", ""},
    {"GTPv2's mask of a CGI is an SAI here", "0102f83901010202", "sai:208-93-0101-0202", ""},
    {"unassigned", "0302f83901010202", "", ""},
    {"unassigned too", "8c02f83901010202", "", ""},
    {"empty", "", "", "", true},
    {"the type alone", "82", "", "", true},
    {"CGI, too short", "0002f839010102", "", "", true},
    {"ECGI, too short", "8202f839303902f839012345", "", "tai:208-93-3039", true},
    {"NCGI, too short", "8702f83901234567", "", "", true},
    {"5GS TAI, too short", "8802f8390030", "", "", true},
    {"operator not decimal", "820af839303902f83901234501", "ecgi:208-93-1234501", "", true},
};

TEST(UserLocation3gpp, ReadsEveryType) {
  for (const Case& one : kCases) {
    const Location got = read_user_location_3gpp(octets_from_hex(one.hex));
    EXPECT_EQ(to_text(got.cell), one.cell) << one.name;
    EXPECT_EQ(to_text(got.area), one.area) << one.name;
    EXPECT_EQ(got.damaged, one.damaged) << one.name;
  }
}

TEST(UserLocation3gpp, KnowsBothKindsOfEnbApart) {
  EXPECT_EQ(read_user_location_3gpp(octets_from_hex("8302f839012345")).cell.kind(), PlaceKind::enb);
  EXPECT_EQ(read_user_location_3gpp(octets_from_hex("8502f839012345")).cell.kind(),
            PlaceKind::enb_extended);
}

TEST(UserLocation3gpp, NeverSaysMoreOfAPrefix) {
  for (const Case& one : kCases) {
    const auto whole = octets_from_hex(one.hex);
    const Location all = read_user_location_3gpp(whole);
    for (std::size_t octets = 1; octets < whole.size(); ++octets) {
      const std::vector<std::uint8_t> prefix(whole.begin(),
                                             whole.begin() + static_cast<std::ptrdiff_t>(octets));
      // A mask's exact length may be a longer one's beginning: that is a GTPv2 element then.
      if (whole[0] == 0x18 || whole[0] == 0x08) continue;
      const Location got = read_user_location_3gpp(prefix);
      EXPECT_TRUE(!got.cell.known() || got.cell == all.cell) << one.name << ' ' << octets;
      EXPECT_TRUE(!got.area.known() || got.area == all.area) << one.name << ' ' << octets;
    }
  }
}

}  // namespace
}  // namespace celltally
