#include "simulate/busy_network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "simulate/udp_flow.hpp"
#include "tests/simulate/hex.hpp"

namespace celltally {
namespace {

constexpr std::size_t kHeaders = 14 + 20 + 8;

BusyNetwork::Options small() {
  return {.packets = 20'000, .people = 3'000, .cells = 100};
}

TEST(BusyNetwork, IsOneStoreWithoutGaps) {
  BusyNetwork network{small()};
  ASSERT_EQ(network.records().size(), 20'000u);
  std::uint64_t end = 0;
  Timestamp last;
  for (const BusyNetwork::Record& each : network.records()) {
    ASSERT_EQ(each.offset, end);
    ASSERT_GT(each.at, last);
    end += each.length;
    last = each.at;
  }
  EXPECT_EQ(end, network.store().size());
}

TEST(BusyNetwork, SaysTheRightLengthsEverywhere) {
  const BusyNetwork network{small()};
  for (const BusyNetwork::Record& each : network.records()) {
    const auto frame = network.bytes(each);
    EXPECT_EQ(frame[16] << 8 | frame[17], static_cast<int>(each.length) - 14);
    EXPECT_EQ(frame[38] << 8 | frame[39], static_cast<int>(each.length) - 34);
    EXPECT_EQ(frame[44] << 8 | frame[45], static_cast<int>(each.length) - 46);
  }
}

TEST(BusyNetwork, HasMessagesOfTheUsualSizes) {
  const BusyNetwork network{small()};
  std::map<int, std::size_t> sizes;
  for (const BusyNetwork::Record& each : network.records()) {
    sizes[network.bytes(each)[kHeaders + 1]] = each.length - kHeaders;
  }
  ASSERT_EQ(sizes.size(), 6u);
  EXPECT_GE(sizes[32], 190u);
  EXPECT_LE(sizes[32], 250u);
  EXPECT_GE(sizes[34], 60u);
  EXPECT_EQ(sizes[170], 12u);
}

TEST(BusyNetwork, GivesEveryPersonAnImsiAndASessionOfTheirOwn) {
  const BusyNetwork network{small()};
  std::set<std::string> imsis;
  std::set<std::string> teids;
  std::size_t requests = 0;
  for (const BusyNetwork::Record& each : network.records()) {
    const auto message = network.bytes(each).subspan(kHeaders);
    if (message[1] != 32) continue;
    ++requests;
    imsis.insert(hex(message.subspan(16, 8)));
    for (std::size_t i = 12; i + 13 <= message.size(); i += 4u + message[i + 2]) {
      if (message[i] == 87 && message[i + 3] == 0) teids.insert(hex(message.subspan(i + 5, 4)));
    }
  }
  EXPECT_GT(requests, 2'500u);
  EXPECT_EQ(imsis.size(), requests);
  EXPECT_EQ(teids.size(), requests);
}

TEST(BusyNetwork, MixesInTheAskedShareOfUserPlane) {
  BusyNetwork::Options options = small();
  options.user_plane_percent = 50;
  const BusyNetwork network{options};
  std::size_t user = 0;
  for (const BusyNetwork::Record& each : network.records()) {
    user += network.bytes(each)[37] == (UdpFlow::kGtpUser & 0xff);
  }
  // One of three draws gives one packet, the others two.
  EXPECT_NEAR(static_cast<double>(user) / 20'000, 1.0 / 3, 0.02);
}

TEST(BusyNetwork, IsTheSameForTheSameOptions) {
  BusyNetwork one{small()};
  BusyNetwork two{small()};
  EXPECT_TRUE(std::ranges::equal(one.store(), two.store()));
}

}  // namespace
}  // namespace celltally
