#include "decode/gtpv1_location.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/decode/gtpv1_messages.hpp"

namespace celltally {
namespace {

// The cell or the area; the elements of GTPv1 name one place.
Place place_of(const Location& location) {
  EXPECT_FALSE(location.cell.known() && location.area.known());
  EXPECT_TRUE(!location.cell.known() || is_cell(location.cell.kind()));
  return location.cell.known() ? location.cell : location.area;
}

struct Case {
  std::string_view name;
  std::string_view value;
  std::string_view place;  // empty: none
  bool damaged;
};

constexpr Case kUserLocations[] = {
    {"cell of GSM", "0002f83901010202", "cgi:208-93-0101-0202", false},
    {"service area of UMTS", "0102f83903030404", "sai:208-93-0303-0404", false},
    {"routeing area with its filler", "0202f839050506ff", "rai:208-93-0505-06", false},
    {"MNC of three digits", "0013001401010202", "cgi:310-410-0101-0202", false},
    {"highest numbers", "0002f839ffffffff", "cgi:208-93-ffff-ffff", false},
    {"octets after the eighth are somebody else's", "0002f8390101020299", "cgi:208-93-0101-0202",
     false},
    {"routeing area that is no area", "0202f839fffeffff", "", false},
    {"routeing area that was deleted", "0202f839000000ff", "", false},
    {"type that this does not know", "8202f839", "", false},
    {"nothing but such a type", "03", "", false},
    {"empty", "", "", true},
    {"type only", "00", "", true},
    {"cell one octet short", "0002f839010102", "", true},
    {"service area one octet short", "0102f839030304", "", true},
    {"routeing area without its filler", "0202f839050506", "", true},
    {"MCC with a hexadecimal digit", "000af83901010202", "", true},
    {"MNC with a hexadecimal digit", "0102f8a903030404", "", true},
    {"third digit of the MNC hexadecimal", "0202e839050506ff", "", true},
};

TEST(Gtpv1UserLocation, GivesThePlaceOrSaysThatItIsDamaged) {
  for (const Case& one : kUserLocations) {
    const auto value = octets_from_hex(one.value);
    const Location location = read_gtpv1_user_location(value);
    EXPECT_EQ(to_text(place_of(location)), one.place) << one.name;
    EXPECT_EQ(location.damaged, one.damaged) << one.name;
  }
}

constexpr Case kRoutingAreas[] = {
    {"routeing area", "02f839050506", "rai:208-93-0505-06", false},
    {"LAC next to the one that is no area", "02f839fffd00", "rai:208-93-fffd-00", false},
    {"what an SGSN writes to keep the area to itself", "02f839fffeff", "", false},
    {"deleted", "02f839000006", "", false},
    {"one octet short", "02f8390505", "", true},
    {"empty", "", "", true},
    {"not decimal", "0ff839050506", "", true},
    {"not decimal and no area", "0ff839fffeff", "", true},
};

TEST(Gtpv1RoutingArea, GivesThePlaceOrSaysThatItIsDamaged) {
  for (const Case& one : kRoutingAreas) {
    const auto value = octets_from_hex(one.value);
    const Location location = read_gtpv1_routing_area(value);
    EXPECT_EQ(to_text(place_of(location)), one.place) << one.name;
    EXPECT_EQ(location.damaged, one.damaged) << one.name;
  }
}

TEST(Gtpv1UserLocation, IsNeverBothDamagedAndAPlace) {
  for (unsigned type = 0; type < 256; ++type) {
    for (std::size_t octets = 0; octets < 10; ++octets) {
      gtpv1_messages::Octets value(octets, 0x11);
      if (!value.empty()) value[0] = static_cast<std::uint8_t>(type);
      const Location location = read_gtpv1_user_location(value);
      EXPECT_FALSE(location.damaged && place_of(location).known()) << type << ", " << octets;
      EXPECT_EQ(place_of(location).known(), type <= 2 && octets >= 8) << type << ", " << octets;
    }
  }
}

}  // namespace
}  // namespace celltally
