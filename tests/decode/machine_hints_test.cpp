#include "decode/machine_hints.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "decode/identity_digits.hpp"
#include "simulate/access_point_name.hpp"

namespace celltally {
namespace {

using Octets = std::vector<std::uint8_t>;

std::shared_ptr<const MachineRules> rules() {
  MachineRules rules;
  rules.imsi_ranges = {{208930000000001, 208930000000001}, {901700000000000, 901709999999999}};
  rules.tacs = {1234567, 35345678};
  rules.apns = {"*.m2m", "iot.example", "meter.*"};
  return std::make_shared<const MachineRules>(rules);
}

TEST(MachineHints, KnowTheImsiInEveryCoding) {
  const MachineHints hints{rules()};
  const Octets tbcd{2, 0x98, 3, 0, 0, 0, 0, 0xf1};
  const Octets mobile{0x29, 0x80, 0x39, 0, 0, 0, 0, 0x10};
  const Octets ascii{'2', '0', '8', '9', '3', '0', '0', '0', '0', '0', '0', '0', '0', '0', '1'};
  const Octets suci{1, 2, 0xf8, 0x39, 0xf0, 0xff, 0, 0, 0, 0, 0, 0, 0x10};
  const Octets suci_of_3{1, 0x09, 0x11, 0x07, 0xf0, 0xff, 0, 0, 0, 0, 0, 0, 0xf0};
  SignallingMessage message;
  for (const SubscriberId& imsi :
       {tbcd_identity(SubscriberId::Kind::imsi, tbcd),
        mobile_identity(SubscriberId::Kind::imsi, mobile),
        ascii_identity(SubscriberId::Kind::imsi, ascii), suci_imsi(suci)}) {
    ASSERT_TRUE(imsi.present());
    message.imsi = imsi;
    EXPECT_EQ(hints.hint_of(message), MachineHint::subscription);
  }
  message.imsi = suci_imsi(suci_of_3);  // 901-701
  ASSERT_TRUE(message.imsi.present());
  EXPECT_EQ(hints.hint_of(message), MachineHint::subscription);
}

TEST(MachineHints, KnowBothEndsOfARangeAndNothingBeyond) {
  const MachineHints hints{rules()};
  for (const auto& [digits, machine] :
       {std::pair{"901700000000000", true}, std::pair{"901709999999999", true},
        std::pair{"901699999999999", false}, std::pair{"901710000000000", false},
        std::pair{"208930000000000", false}, std::pair{"208930000000002", false},
        std::pair{"90170", false}, std::pair{"901705", true}}) {
    SignallingMessage message;
    const std::string_view text{digits};
    const Octets octets(text.begin(), text.end());
    message.imsi = ascii_identity(SubscriberId::Kind::imsi, octets);
    EXPECT_EQ(hints.hint_of(message), machine ? MachineHint::subscription : MachineHint::none)
        << digits;
  }
}

TEST(MachineHints, KnowTheTypeOfADevice) {
  const MachineHints hints{rules()};
  for (const auto& [digits, machine] :
       {std::pair{"35345678901234", true}, std::pair{"3534567890123456", true},
        std::pair{"012345671234567", true}, std::pair{"35345679901234", false}}) {
    SignallingMessage message;
    const std::string_view text{digits};
    const Octets octets(text.begin(), text.end());
    message.tac = tac_of_ascii(octets);
    ASSERT_TRUE(message.tac.known());
    EXPECT_EQ(hints.hint_of(message), machine ? MachineHint::device : MachineHint::none) << digits;
  }
}

struct ApnCase {
  std::string_view apn;
  bool machine;
};

TEST(MachineHints, KnowAnApnAsTextAndAsLabels) {
  const MachineHints hints{rules()};
  const ApnCase cases[] = {
      {"iot.example", true},
      {"IOT.Example", true},
      {"iot.example.mnc093.mcc208.gprs", true},
      {"xiot.example", false},
      {"iot", false},
      {"power.m2m", true},
      {"power.m2m.mnc093.mcc208.gprs", true},
      {"m2m", false},
      {"meter.water", true},
      {"meter", false},
      {"internet", false},
      {"a-label-of-more-than-thirty-two-letters.m2m", true},
  };
  for (const ApnCase& test : cases) {
    const Octets text(test.apn.begin(), test.apn.end());
    EXPECT_EQ(hints.has_apn(text), test.machine) << test.apn;
    EXPECT_EQ(hints.has_apn(apn_labels(test.apn)), test.machine) << test.apn << " in labels";
  }
}

TEST(MachineHints, GiveTheStrongestOfWhatFits) {
  const MachineHints hints{rules()};
  const std::string_view imsi{"901700000000001"};
  const std::string_view imei{"35345678901234"};
  const std::string_view apn{"iot.example"};
  const Octets of_imsi(imsi.begin(), imsi.end());
  const Octets of_imei(imei.begin(), imei.end());
  const Octets of_apn(apn.begin(), apn.end());
  SignallingMessage message;
  message.apn = of_apn;
  EXPECT_EQ(hints.hint_of(message), MachineHint::network);
  message.tac = tac_of_ascii(of_imei);
  EXPECT_EQ(hints.hint_of(message), MachineHint::device);
  message.imsi = ascii_identity(SubscriberId::Kind::imsi, of_imsi);
  EXPECT_EQ(hints.hint_of(message), MachineHint::subscription);
}

TEST(MachineHints, TakeAnyOctetsForAnApn) {
  const MachineHints hints{rules()};
  EXPECT_FALSE(hints.has_apn({}));
  EXPECT_FALSE(hints.has_apn(Octets(1000, 0)));
  EXPECT_FALSE(hints.has_apn(Octets(1000, 0xff)));
  EXPECT_FALSE(hints.has_apn(Octets(1000, 'a')));
}

TEST(MachineHints, SayNothingWithoutRules) {
  EXPECT_FALSE(MachineHints{}.any());
  EXPECT_TRUE(MachineHints{rules()}.any());
  EXPECT_EQ(MachineHints{rules()}.hint_of(SignallingMessage{}), MachineHint::none);
}

}  // namespace
}  // namespace celltally
