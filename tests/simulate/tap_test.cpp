#include "simulate/tap.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulate/message_form.hpp"
#include "simulate/mirror_builder.hpp"
#include "tests/simulate/hex.hpp"

namespace celltally {
namespace {

class Tapped : public ::testing::Test {
 protected:
  Tapped() {
    outputs_.packet = [this](TappedInterface, Timestamp at, std::span<const std::uint8_t> frame) {
      times_.push_back(at.ns);
      frames_.emplace_back(frame.begin(), frame.end());
      return true;
    };
    outputs_.sighting = [this](const MadeSighting& each) { told_.push_back(each.at.ns); };
  }

  static SctpAssociation association() {
    SctpAssociation one;
    one.sides[0] = {.address = node("10.0.0.1"), .port = 36412, .tag = 1, .tsn = 100};
    one.sides[1] = {.address = node("10.0.0.2"), .port = 36412, .tag = 2, .tsn = 200};
    one.payload_protocol = 18;
    return one;
  }
  static MadeSighting seen() {
    MadeSighting sighting;
    sighting.kind = EventKind::attach;
    return sighting;
  }

  WorldOutputs outputs_;
  std::vector<std::int64_t> times_;
  std::vector<Octets> frames_;
  std::vector<std::int64_t> told_;
};

constexpr Timestamp kEnd{1'000'000'000};

TEST_F(Tapped, GivesTheOrderOfTimeAndOfSendingAtOneTime) {
  Tap tap{WorldOptions{}, outputs_, kEnd};
  tap.frame({30}, TappedInterface::s11, Octets{3});
  tap.frame({10}, TappedInterface::s11, Octets{1}, seen());
  tap.frame({30}, TappedInterface::s11, Octets{4});
  tap.frame({20}, TappedInterface::s11, Octets{2});
  tap.frame(kEnd, TappedInterface::s11, Octets{5});
  EXPECT_TRUE(tap.advance({20}));
  EXPECT_THAT(frames_, ::testing::ElementsAre(Octets{1}));
  EXPECT_TRUE(tap.advance({kEnd.ns + 1}));
  EXPECT_THAT(frames_, ::testing::ElementsAre(Octets{1}, Octets{2}, Octets{3}, Octets{4}));
  EXPECT_THAT(told_, ::testing::ElementsAre(10));
}

TEST_F(Tapped, BundlesWhatAnAssociationSendsInTwentyMilliseconds) {
  WorldOptions options;
  options.bundle = true;
  Tap tap{options, outputs_, kEnd};
  SctpAssociation one = association();
  const Octets message(20, 0xaa);
  tap.message({0}, TappedInterface::s1ap, one, 0, message, seen());
  tap.message({19'000'000}, TappedInterface::s1ap, one, 0, message, seen());
  tap.message({5'000'000}, TappedInterface::s1ap, one, 1, message);
  tap.message({21'000'000}, TappedInterface::s1ap, one, 0, message);
  EXPECT_TRUE(tap.advance(kEnd));
  EXPECT_THAT(times_, ::testing::ElementsAre(20'000'000, 25'000'000, 41'000'000));
  EXPECT_EQ(frames_[0].size(), frames_[1].size() + 36) << "a second chunk";
  EXPECT_THAT(told_, ::testing::ElementsAre(20'000'000, 20'000'000)) << "when it is seen";
}

TEST_F(Tapped, EndsWhenNothingCanBeWritten) {
  outputs_.packet = [](TappedInterface, Timestamp, std::span<const std::uint8_t>) { return false; };
  Tap tap{WorldOptions{}, outputs_, kEnd};
  tap.frame({1}, TappedInterface::s11, Octets{1});
  EXPECT_FALSE(tap.advance(kEnd));
}

TEST(Mirror, IsAroundTheWholeFrame) {
  const Octets frame(60, 0x11);
  // Behind Ethernet (14) and IPv4 (20).
  const auto behind_ip = [&](Mirror mirror, std::size_t octets) {
    const Octets outer = mirrored(mirror, frame, 5);
    return hex(std::span{outer}.subspan(34, octets));
  };
  EXPECT_EQ(behind_ip(Mirror::gre, 6), "000065581111");
  EXPECT_EQ(behind_ip(Mirror::erspan, 18), "100088be0000000510010007000000001111");
  EXPECT_EQ(behind_ip(Mirror::vxlan, 6), "c00012b5004c");  // ports, length
  const Octets vxlan = mirrored(Mirror::vxlan, frame, 5);
  EXPECT_EQ(hex(std::span{vxlan}.subspan(42, 10)), "08000000000007001111");
}

TEST(MessageForm, PutsNumbersWhereTheirMarksWere) {
  Octets packet{1, 2};
  for (int shift = 24; shift >= 0; shift -= 8) {
    packet.push_back(static_cast<std::uint8_t>(MessageForm::mark(3) >> shift));
  }
  packet.push_back(9);
  constexpr std::array<std::uint8_t, MessageForm::kFields> kWidths{0, 0, 0, 4};
  const MessageForm form{packet, kWidths};
  MessageForm::Values values{};
  values[3] = 0xa1b2c3d4;
  Octets filled;
  form.fill(values, filled);
  EXPECT_EQ(filled, (Octets{1, 2, 0xa1, 0xb2, 0xc3, 0xd4, 9}));
}

}  // namespace
}  // namespace celltally
