#include "anonymise/tapped_sides.hpp"

#include <gtest/gtest.h>

#include "tests/anonymise/message_spec.hpp"

namespace celltally {
namespace {

using namespace test;

class Links {
 public:
  void see(Protocol protocol, int messages, std::int64_t second = 0) {
    MessageSpec spec{.second = kNoon + second, .protocol = protocol};
    if (protocol == Protocol::gtpv2) spec.receiver = {1, 20};
    MessageMaker maker;
    SignallingMessage message = maker.make(spec);
    if (protocol != Protocol::gtpv2) message.temporary_count = 1;
    for (int i = 0; i < messages; ++i) sides.count(message);
  }

  static constexpr std::int64_t kNoon = 1'767'268'800;
  TappedSides sides;
};

TEST(TappedSides, AreThereFromSixteenMessagesOn) {
  Links links;
  links.see(Protocol::gtpv2, 15);
  EXPECT_FALSE(links.sides.gtp());
  links.see(Protocol::gtpv2, 1);
  EXPECT_TRUE(links.sides.gtp());
  links.see(Protocol::ngap, 15);
  EXPECT_FALSE(links.sides.radio());
  links.see(Protocol::ngap, 1);
  EXPECT_TRUE(links.sides.radio());
}

TEST(TappedSides, AreNotThereWithLessThanASixtyFourthOfTheMessagesOfLesserOnes) {
  Links links;
  links.see(Protocol::s1ap, 16);
  links.see(Protocol::gtpv2, 16 * 64);
  EXPECT_TRUE(links.sides.radio());
  links.see(Protocol::diameter, 1);
  EXPECT_FALSE(links.sides.radio());
  EXPECT_TRUE(links.sides.gtp());
  links.see(Protocol::diameter, 16 * 64 * 64);
  EXPECT_FALSE(links.sides.gtp());
}

TEST(TappedSides, AreForgottenAfterAQuarterOfAnHourOrTwo) {
  Links links;
  links.see(Protocol::s1ap, 16, 899);
  links.see(Protocol::gtpv2, 1, 900);
  EXPECT_TRUE(links.sides.radio());
  links.see(Protocol::gtpv2, 1, 1799);
  EXPECT_TRUE(links.sides.radio());
  links.see(Protocol::gtpv2, 1, 1800);
  EXPECT_FALSE(links.sides.radio());
}

TEST(TappedSides, DoNotMindALongSilenceOrAPacketThatIsLate) {
  Links links;
  links.see(Protocol::s1ap, 16, 0);
  links.see(Protocol::gtpv2, 1, -5000);
  EXPECT_TRUE(links.sides.radio());
  links.see(Protocol::gtpv2, 1, 2700);
  EXPECT_FALSE(links.sides.radio());
}

TEST(TappedSides, OfTheRadioAreTheProtocolsThatNameDevicesThere) {
  for (const Protocol protocol : {Protocol::s1ap, Protocol::ngap, Protocol::sgsap, Protocol::ranap,
                                  Protocol::bssap, Protocol::bssgp}) {
    EXPECT_TRUE(TappedSides::is_of_radio(protocol)) << to_text(protocol);
  }
  for (const Protocol protocol : {Protocol::gtpv1, Protocol::gtpv2, Protocol::pfcp, Protocol::sip,
                                  Protocol::diameter, Protocol::radius}) {
    EXPECT_FALSE(TappedSides::is_of_radio(protocol)) << to_text(protocol);
  }
}

}  // namespace
}  // namespace celltally
