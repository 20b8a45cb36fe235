#include "decode/user_location.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "decode/target_identification.hpp"
#include "decode/twan_identifier.hpp"
#include "tests/decode/gtpv1_messages.hpp"

namespace celltally {
namespace {

struct Case {
  std::string_view name;
  std::string_view value;
  std::string_view cell;
  std::string_view area;
  bool damaged = false;
};

constexpr std::string_view kAllEight =
    "ff02f8390101020202f8390303040402f839050506ff02f839303902f8390123450102f839070702f839012345"
    "02f839112345";

constexpr Case kUserLocations[] = {
    {"CGI", "0102f83901010202", "cgi:208-93-0101-0202", ""},
    {"SAI", "0202f83903030404", "sai:208-93-0303-0404", ""},
    {"RAI", "0402f839050506ff", "", "rai:208-93-0505-06"},
    {"TAI", "0802f8393039", "", "tai:208-93-3039"},
    {"ECGI", "1002f83901234501", "ecgi:208-93-1234501", ""},
    {"ECGI with spare bits set", "1002f839f1234501", "ecgi:208-93-1234501", ""},
    {"LAI", "2002f8390707", "", "lai:208-93-0707"},
    {"macro eNB with spare bits set", "4002f839f12345", "enb:208-93-12345", ""},
    {"extended macro eNB, long id", "8002f839712345", "enb:208-93-112345", ""},
    {"extended macro eNB, short id", "8002f839fd2345", "enb:208-93-812345", ""},
    {"TAI and ECGI", "1802f839303902f83901234501", "ecgi:208-93-1234501", "tai:208-93-3039"},
    {"of two networks", "18130014303999f90701234501", "ecgi:999-70-1234501", "tai:310-410-3039",
     false},
    {"SAI and RAI", "0602f8390303040402f839030306ff", "sai:208-93-0303-0404", "rai:208-93-0303-06"},
    {"TAI and macro eNB", "4802f839303902f839012345", "enb:208-93-12345", "tai:208-93-3039"},
    {"all eight", kAllEight, "ecgi:208-93-1234501", "tai:208-93-3039"},
    {"CGI before SAI", "0302f8390101020202f83903030404", "cgi:208-93-0101-0202", ""},
    {"SAI before macro eNB", "4202f8390303040402f839012345", "sai:208-93-0303-0404", ""},
    {"macro before extended", "c002f83901234502f839112345", "enb:208-93-12345", ""},
    {"RAI before LAI", "2402f839050506ff02f8390707", "", "rai:208-93-0505-06"},
    {"octets after the last identity", "0802f839303999", "", "tai:208-93-3039"},
    {"no flags", "00", "", ""},
    {"no flags, some octets", "0002f839", "", ""},
    {"empty", "", "", "", true},
    {"flags only", "18", "", "", true},
    {"ECGI one octet short", "1802f839303902f839012345", "", "tai:208-93-3039", true},
    {"TAI one octet short", "0802f83930", "", "", true},
    {"second of three missing", "1902f83901010202", "cgi:208-93-0101-0202", "", true},
    {"bad operator of the cell", "1802f839303902f8a901234501", "", "tai:208-93-3039", true},
    {"bad operator of the area", "180af839303902f83901234501", "ecgi:208-93-1234501", "", true},
    {"operator of zeroes",
     "08000000"
     "3039",
     "", "", true},
};

// By key, for the text leaves spare bits out.
Place place(std::string_view text) {
  return place_from_text(text).value_or(Place{});
}

TEST(UserLocation, GivesTheBestCellAndTheBestArea) {
  for (const Case& one : kUserLocations) {
    const Location location = read_user_location(octets_from_hex(one.value));
    EXPECT_EQ(location.cell, place(one.cell)) << one.name << ": " << to_text(location.cell);
    EXPECT_EQ(location.area, place(one.area)) << one.name << ": " << to_text(location.area);
    EXPECT_EQ(location.damaged, one.damaged) << one.name;
  }
}

TEST(UserLocation, IsDamagedWhenCutAnywhereAndKeepsWhatWasComplete) {
  const auto whole = octets_from_hex(kAllEight);
  for (std::size_t octets = 0; octets < whole.size(); ++octets) {
    const std::vector<std::uint8_t> prefix(whole.begin(),
                                           whole.begin() + static_cast<std::ptrdiff_t>(octets));
    const Location location = read_user_location(prefix);
    EXPECT_TRUE(location.damaged) << octets;
    EXPECT_EQ(location.cell.known(), octets >= 8) << octets;
    EXPECT_EQ(location.area.known(), octets >= 22) << octets;
  }
}

// The flags of each combination, with the octets that they promise, are read without damage.
TEST(UserLocation, ReadsEveryCombinationOfIdentities) {
  constexpr std::size_t kSizes[] = {7, 7, 7, 5, 7, 5, 6, 6};
  const auto all = octets_from_hex(kAllEight);
  for (unsigned flags = 1; flags < 256; ++flags) {
    std::vector<std::uint8_t> value{static_cast<std::uint8_t>(flags)};
    auto from = all.begin() + 1;
    for (unsigned bit = 0; bit < 8; ++bit) {
      const auto to = from + static_cast<std::ptrdiff_t>(kSizes[bit]);
      if ((flags >> bit & 1) != 0) value.insert(value.end(), from, to);
      from = to;
    }
    const Location location = read_user_location(value);
    EXPECT_FALSE(location.damaged) << flags;
    EXPECT_EQ(location.cell.known(), (flags & 0xd3) != 0) << flags;
    EXPECT_EQ(location.area.known(), (flags & 0x2c) != 0) << flags;
    value.pop_back();
    EXPECT_TRUE(read_user_location(value).damaged) << flags;
  }
}

constexpr Case kTargets[] = {
    {"RNC",
     "0002f839050506"
     "0123",
     "", "rai:208-93-0505-06"},
    {"macro eNB with spare bits set", "0102f839f123453039", "enb:208-93-12345", "tai:208-93-3039"},
    {"GSM cell",
     "0202f839050506"
     "0202",
     "cgi:208-93-0505-0202", "rai:208-93-0505-06"},
    {"home eNB with spare bits set", "0302f839f12345013039", "ecgi:208-93-1234501",
     "tai:208-93-3039"},
    {"extended macro eNB", "0402f8391123453039", "enb:208-93-112345", "tai:208-93-3039"},
    {"gNB", "0502f8391800012345003039", "", "tai:208-93-003039"},
    {"macro ng-eNB", "0602f839012345003039", "", "tai:208-93-003039"},
    {"extended ng-eNB", "0702f839112345003039", "", "tai:208-93-003039"},
    {"unknown type", "0902f839112345003039", "", ""},
    {"unknown type alone", "09", "", ""},
    {"empty", "", "", "", true},
    {"one octet short", "0102f83901234530", "", "", true},
    {"bad operator", "010af8390123453039", "", "", true},
};

TEST(TargetIdentification, GivesWhereAHandoverIsGoingTo) {
  for (const Case& one : kTargets) {
    const Location location = read_target_identification(octets_from_hex(one.value));
    EXPECT_EQ(location.cell, place(one.cell)) << one.name << ": " << to_text(location.cell);
    EXPECT_EQ(location.area, place(one.area)) << one.name << ": " << to_text(location.area);
    EXPECT_EQ(location.damaged, one.damaged) << one.name;
  }
}

constexpr Case kAccessPoints[] = {
    {"name and BSSID",
     "0108"
     "4d79576966693031"
     "02005e102030",
     "wifi:02-00-5e-10-20-30", ""},
    {"BSSID and more",
     "0500"
     "02005e102030"
     "02f839",
     "wifi:02-00-5e-10-20-30", ""},
    {"name only",
     "0002"
     "4d79",
     "", ""},
    {"BSSID one octet short",
     "0100"
     "02005e1020",
     "", "", true},
    {"name longer than the element",
     "0009"
     "4d79",
     "", "", true},
    {"empty", "", "", "", true},
};

TEST(TwanIdentifier, GivesTheAccessPoint) {
  for (const Case& one : kAccessPoints) {
    const Location location = read_twan_identifier(octets_from_hex(one.value));
    EXPECT_EQ(location.cell, place(one.cell)) << one.name << ": " << to_text(location.cell);
    EXPECT_FALSE(location.area.known()) << one.name;
    EXPECT_EQ(location.damaged, one.damaged) << one.name;
  }
}

}  // namespace
}  // namespace celltally
