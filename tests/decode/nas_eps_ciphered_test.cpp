#include "decode/nas_eps_ciphered.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "simulate/split_mix.hpp"
#include "tests/decode/s1ap_messages.hpp"

namespace celltally {
namespace {

using namespace s1ap_messages;  // NOLINT(google-build-using-namespace): the builders
using nas_eps::joined;
using nas_eps::lv;
using nas_eps::tlv;

const Octets kGuti = nas_eps::guti({.m_tmsi = 0xc0ffee01});
const Octets kImsi = nas_eps::imsi("001010000000001");
const Octets kImeisv = nas_eps::imei("3534567890123456");

struct Message {
  std::string_view name;
  bool of_device;
  Octets octets;
  std::vector<std::size_t> whole_before = {};  // without optional elements: sizes that are whole
};

// What a network that does not cipher sends where others cipher.
const Message kPlain[] = {
    {"area update", true, nas_eps::tau_request(0, kGuti)},
    {"area update, more",
     true,
     nas_eps::tau_request(3, kGuti, joined({tlv(0x58, {0xe0, 0xe0}), {0x52, 0, 0xf1, 0x10, 0, 1}})),
     {15, 19}},
    {"switched off", true, nas_eps::detach_request(0x09, kGuti)},
    {"detached by IMSI", true, nas_eps::detach_request(1, kImsi)},
    {"calls", true, nas_eps::extended_service_request(0, 0xc0ffee01)},
    {"says its IMSI", true, nas_eps::identity_response(kImsi)},
    {"says its IMEISV", true, nas_eps::identity_response(kImeisv)},
    {"secured", true, nas_eps::message(0x5e, tlv(0x23, kImeisv))},
    {"sends a short message", true, nas_eps::message(0x63, lv({0x09, 0x01, 0x01, 0x00}))},
    {"attach accepted", false, nas_eps::attach_accept(tlv(0x50, kGuti)), {18}},
    {"area update accepted", false, nas_eps::tau_accept(tlv(0x50, kGuti))},
    {"area update accepted, timer",
     false,
     nas_eps::tau_accept(
         joined({{0x5a, 0x49}, tlv(0x50, kGuti), {0x54, 6, 0, 0, 0xf1, 0x10, 0, 1}})),
     {18}},
    {"GUTI given", false, nas_eps::message(0x50, lv(kGuti))},
    {"detached", false, nas_eps::message(0x45, {0x02})},
    {"detached, why", false, nas_eps::message(0x45, {0x02, 0x53, 0x0b}), {3}},
    {"a short message", false, nas_eps::message(0x62, lv({0x09, 0x04}))},
};

TEST(CipheredNasEps, IsReadWhereItIsPlain) {
  for (const Message& each : kPlain) {
    EXPECT_TRUE(looks_like_plain_nas_eps(each.octets, each.of_device)) << each.name;
    EXPECT_FALSE(looks_like_plain_nas_eps(each.octets, !each.of_device)) << each.name;
  }
}

TEST(CipheredNasEps, IsNotReadWithAnythingMissingOrBehind) {
  for (const Message& each : kPlain) {
    for (std::size_t octets = 0; octets < each.octets.size(); ++octets) {
      const auto part = std::span{each.octets}.first(octets);
      const bool whole = std::ranges::count(each.whole_before, octets) != 0;
      EXPECT_EQ(looks_like_plain_nas_eps(part, each.of_device), whole)
          << each.name << ' ' << octets;
    }
    Octets more = each.octets;
    more.push_back(0x00);
    EXPECT_FALSE(looks_like_plain_nas_eps(more, each.of_device)) << each.name;
  }
}

// In the message around it: SHT 2 and 4 are read when they are plain, and tell the same.
TEST(CipheredNasEps, TellsTheSameAsWithoutItsHeader) {
  for (const Message& each : kPlain) {
    for (const std::uint8_t header : {std::uint8_t{2}, std::uint8_t{4}}) {
      const auto around = [&](const Octets& nas) {
        const Elements elements{ids_of_mme(), id_of_enb(), nas_pdu(nas), here(), area()};
        return each.of_device ? uplink_nas_transport(elements) : downlink_nas_transport(elements);
      };
      const DecodedS1ap plain{around(each.octets)};
      const DecodedS1ap ciphered{around(nas_eps::in_security_header(header, each.octets))};
      EXPECT_EQ(plain.whole(), ciphered.whole()) << each.name;
    }
  }
}

// Of random octets fewer than one in 10^7 is taken for a message. The first two octets are not left
// to chance, for they pass once in 65536: every type is tried, and what is found is weighed so.
TEST(CipheredNasEps, IsNotSeenInRandomOctets) {
  constexpr std::size_t kLongest = 48;
  constexpr int kTrials = 256;
  constexpr double kEach = 1.0 / (65536.0 * kTrials);
  SplitMix random{7};
  for (const bool of_device : {true, false}) {
    for (std::size_t length = 2; length <= kLongest; ++length) {
      double passed = 0;
      Octets octets(length);
      for (unsigned type = 0; type < 256; ++type) {
        for (int trial = 0; trial < kTrials; ++trial) {
          for (std::uint8_t& octet : octets) octet = static_cast<std::uint8_t>(random.next());
          octets[0] = 0x07;
          octets[1] = static_cast<std::uint8_t>(type);
          if (length == 3) octets[2] = static_cast<std::uint8_t>(trial);  // all of them
          passed += looks_like_plain_nas_eps(octets, of_device) ? kEach : 0;
        }
      }
      EXPECT_LT(passed, 1e-7) << length << " octets";
    }
  }
}

}  // namespace
}  // namespace celltally
