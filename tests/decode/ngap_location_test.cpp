#include "decode/ngap_location.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string_view>

#include "decode/ngap_elements.hpp"
#include "simulate/ngap_builder.hpp"
#include "simulate/node_address.hpp"

namespace celltally {
namespace {

using ngap::LocationParts;

// Without the four octets of id, criticality and length.
ByteCursor value_of(const Octets& element) {
  return ByteCursor{std::span{element}.subspan(4)};
}

struct Case {
  std::string_view name;
  Octets element;
  std::string_view cell;
  std::string_view area;
};

const Case kCases[] = {
    {"NR", ngap::location("ncgi:001-01-123456789", "tai:001-01-003039"), "ncgi:001-01-123456789",
     "tai:001-01-003039"},
    {"NR, highest numbers", ngap::location("ncgi:310-410-fffffffff", "tai:999-070-ffffff"),
     "ncgi:310-410-fffffffff", "tai:999-070-ffffff"},
    {"NR, lowest numbers", ngap::location("ncgi:001-01-000000000", "tai:001-01-000000"),
     "ncgi:001-01-000000000", "tai:001-01-000000"},
    {"NR with its time",
     ngap::location("ncgi:001-01-123456789", "tai:001-01-003039", {.timestamp = true}),
     "ncgi:001-01-123456789", "tai:001-01-003039"},
    {"NR with an NR cell beside it",
     ngap::location("ncgi:001-01-123456789", "tai:001-01-003039", {.ps_cell = true}),
     "ncgi:001-01-123456789", "tai:001-01-003039"},
    {"NR, a cell with extensions",
     ngap::location("ncgi:001-01-123456789", "tai:001-01-003039",
                    {.timestamp = true, .cell_extensions = true, .ps_cell = true}),
     "ncgi:001-01-123456789", "tai:001-01-003039"},
    {"E-UTRA: the area has 24 bits too", ngap::location("ecgi:001-01-1234501", "tai:001-01-abcdef"),
     "ecgi:001-01-1234501", "tai:001-01-abcdef"},
    {"E-UTRA, a cell with extensions",
     ngap::location("ecgi:001-01-1234501", "tai:001-01-abcdef", {.cell_extensions = true}),
     "ecgi:001-01-1234501", "tai:001-01-abcdef"},
    {"over Wi-Fi", ngap::location_over_wifi(node("192.0.2.1")), "", ""},
    {"over Wi-Fi, IPv6", ngap::location_over_wifi(node("2001:db8::1")), "", ""},
    {"over a fixed line", ngap::location_of_fixed_line(), "", ""},
};

TEST(NgapLocation, NamesCellAndArea) {
  for (const Case& one : kCases) {
    const Location location = read_ngap_user_location(value_of(one.element));
    EXPECT_EQ(to_text(location.cell), one.cell) << one.name;
    EXPECT_EQ(to_text(location.area), one.area) << one.name;
    EXPECT_FALSE(location.damaged) << one.name;
  }
}

TEST(NgapLocation, KeepsTheCellOfOneThatEndsEarly) {
  const Octets whole = ngap::location("ncgi:001-01-123456789", "tai:001-01-003039");
  for (std::size_t octets = 0; octets < whole.size() - 4; ++octets) {
    const Location location =
        read_ngap_user_location(ByteCursor{std::span{whole}.subspan(4, octets)});
    EXPECT_TRUE(location.damaged) << octets;
    EXPECT_EQ(location.cell.known(), octets >= 9) << octets;
    EXPECT_FALSE(location.area.known()) << octets;
  }
}

TEST(NgapLocation, RefusesAnOperatorThatIsNotDecimal) {
  Octets element = ngap::location("ncgi:001-01-123456789", "tai:001-01-003039");
  element[5] = 0x0a;
  const Location location = read_ngap_user_location(value_of(element));
  EXPECT_TRUE(location.damaged);
  EXPECT_FALSE(location.cell.known());
  EXPECT_EQ(to_text(location.area), "tai:001-01-003039");
}

TEST(NgapLocation, ReadsTheAreaOfATargetBehindAnIdOfAnyLength) {
  for (int bits = 22; bits <= 32; ++bits) {
    const Octets element = ngap::target_gnb(bits, (1u << 21) | 5, "tai:001-01-00beef");
    const Location location = read_ngap_target(value_of(element));
    EXPECT_EQ(to_text(location.area), "tai:001-01-00beef") << bits;
    EXPECT_FALSE(location.cell.known() || location.damaged) << bits;
  }
  const Octets eutra = ngap::target_ng_enb(0x12345, "tai:001-01-00beef");
  EXPECT_EQ(to_text(read_ngap_target(value_of(eutra)).area), "tai:001-01-00beef");
  EXPECT_TRUE(read_ngap_target(value_of(eutra).sub(9)).damaged);
}

struct CauseCase {
  Octets element;
  std::uint16_t value;
};

const CauseCase kCauses[] = {
    {ngap::cause(0, 2), 0x0002},
    {ngap::cause(0, 20), 0x0014},
    {ngap::cause(0, 44), 0x002c},
    {ngap::cause(1, 1), 0x0101},
    {ngap::cause(2, 2), 0x0202},
    {ngap::cause(3, 6), 0x0306},
    {ngap::cause(4, 5), 0x0405},
    {ngap::cause_of_later_release(0, 0), 0x002d},
    {ngap::cause_of_later_release(0, 7), 0x0034},
    {ngap::cause_of_later_release(2, 0), 0x0204},
};

TEST(NgapCause, IsGroupAndValue) {
  for (const CauseCase& one : kCauses) {
    const Cause cause = read_ngap_cause(value_of(one.element));
    EXPECT_EQ(cause.domain, Cause::Domain::ngap) << one.value;
    EXPECT_EQ(cause.value, one.value);
  }
  EXPECT_FALSE(read_ngap_cause(ByteCursor{}).known());
  const Octets other_group{0xa0, 0x00};
  EXPECT_FALSE(read_ngap_cause(ByteCursor{other_group}).known());
  const Octets short_radio{0x05};
  EXPECT_FALSE(read_ngap_cause(ByteCursor{short_radio}).known());
}

}  // namespace
}  // namespace celltally
