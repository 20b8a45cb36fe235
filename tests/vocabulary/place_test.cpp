#include "vocabulary/place.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

constexpr Plmn kSample{0x02f839};       // 208-93
constexpr Plmn kThreeDigits{0x130014};  // 310-410

struct Case {
  const char* text;
  Place place;
};

const Case kCases[] = {
    {"ecgi:208-93-1234501", {PlaceKind::ecgi, kSample, 0x1234501}},
    {"ncgi:208-93-123456789", {PlaceKind::ncgi, kSample, 0x123456789}},
    {"cgi:208-93-0303-0404", {PlaceKind::cgi, kSample, 0x03030404}},
    {"sai:208-93-0303-0404", {PlaceKind::sai, kSample, 0x03030404}},
    {"rai:208-93-0505-06", {PlaceKind::rai, kSample, 0x050506}},
    {"lai:208-93-0707", {PlaceKind::lai, kSample, 0x0707}},
    {"tai:208-93-3039", {PlaceKind::tai, kSample, 0x3039}},
    {"tai:208-93-003039", {PlaceKind::tai_5gs, kSample, 0x3039}},
    {"enb:208-93-12345", {PlaceKind::enb, kSample, 0x12345}},
    {"enb:208-93-912345", {PlaceKind::enb_extended, kSample, 0x912345}},
    {"ecgi:310-410-0000001", {PlaceKind::ecgi, kThreeDigits, 1}},
};

TEST(Place, IsWrittenAsTheContractSays) {
  for (const Case& c : kCases) EXPECT_EQ(to_text(c.place), c.text);
  EXPECT_EQ(to_text(Place::wifi(0x02005e102030)), "wifi:02-00-5e-10-20-30");
  EXPECT_EQ(to_text(Place{}), "");
}

TEST(Place, IsReadBackFromItsText) {
  for (const Case& c : kCases) EXPECT_EQ(place_from_text(c.text), c.place) << c.text;
  EXPECT_EQ(place_from_text("wifi:02-00-5e-10-20-30"), Place::wifi(0x02005e102030));
}

TEST(Place, IsNotReadFromTextThatIsNotExactlySuch) {
  for (const char* text :
       {"", "ecgi", "ecgi:", "ecgi:208-93-123450", "ecgi:208-93-12345011", "ecgi:208-93-123450G",
        "ECGI:208-93-1234501", "ecgi:20-893-1234501", "ecgi:208-9-1234501", "ecgi:208-93",
        "cgi:208-93-03030404", "cgi:208-93-0303-0404 ", "wifi:02-00-5e-10-20", "cell:208-93-1",
        "wifi:02-00-5e-10-20-30-40", "ecgi:20a-93-1234501", "ecgi:208-93-123450A"}) {
    EXPECT_EQ(place_from_text(text), std::nullopt) << text;
  }
}

TEST(Place, KeepsKindOperatorAndIdApart) {
  const Place place{PlaceKind::ncgi, kThreeDigits, 0xfffffffff};
  EXPECT_EQ(place.kind(), PlaceKind::ncgi);
  EXPECT_EQ(place.plmn(), kThreeDigits);
  EXPECT_EQ(place.id(), 0xfffffffffu);
  EXPECT_EQ(Place::wifi(0xffffffffffff).kind(), PlaceKind::wifi);
  EXPECT_FALSE(Place::wifi(0xffffffffffff).plmn().known());
}

TEST(Plmn, IsReadAsItIsWritten) {
  for (const Plmn network : {kSample, kThreeDigits, Plmn{0x00f110}}) {
    EXPECT_EQ(plmn_from_text(to_text(network)), network);
  }
  for (const char* const text : {"", "208", "208-9", "20893", "208-9a", "208-9300", "2089-93",
                                 "-208-93", "208-93 ", " 208-93", "208_93", "208--3"}) {
    EXPECT_EQ(plmn_from_text(text), std::nullopt) << text;
  }
}

TEST(Plmn, KeepsTwoAndThreeDigitNetworksApart) {
  EXPECT_EQ(to_text(kSample), "208-93");
  EXPECT_EQ(to_text(kThreeDigits), "310-410");
  EXPECT_EQ(to_text(Plmn{0x023089}), "200-983");
  EXPECT_EQ(to_text(Plmn{}), "");
  EXPECT_EQ(kSample.mcc(), 208u);
  EXPECT_FALSE((Plmn{0x0af839}).decimal());
  EXPECT_TRUE((Plmn{0x00f110}).test_network());
  EXPECT_TRUE((Plmn{0x99f907}).test_network());
  EXPECT_FALSE(kSample.test_network());
}

}  // namespace
}  // namespace celltally
