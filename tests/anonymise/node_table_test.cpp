#include "anonymise/node_table.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <vector>

#include "tests/anonymise/message_spec.hpp"

namespace celltally {
namespace {

// What a node says, and whether that is a restart.
struct Saying {
  std::uint8_t counter;
  std::int64_t second;
  bool restart;
};

struct Case {
  const char* name;
  std::vector<Saying> sayings;
};

const Case kCases[] = {
    {"the first counter is no restart", {{7, 100, false}}},
    {"the same again is none", {{7, 100, false}, {7, 200, false}, {7, 5, false}}},
    {"the next is one, once", {{7, 100, false}, {8, 101, true}, {8, 102, false}}},
    {"127 ahead is one", {{7, 100, false}, {134, 101, true}}},
    {"counters wrap", {{255, 100, false}, {0, 101, true}, {255, 102, false}}},
    {"a late copy from before is none", {{7, 100, false}, {8, 101, true}, {7, 101, false}}},
    {"a late copy does not bring the old back",
     {{7, 100, false}, {8, 101, true}, {7, 102, false}, {8, 103, false}, {7, 104, false}}},
    {"behind is none for 60 seconds", {{7, 100, false}, {6, 160, false}}},
    {"behind after that is one", {{7, 100, false}, {6, 161, true}, {6, 162, false}}},
    {"behind counts from the last sign of the newer",
     {{7, 100, false}, {7, 150, false}, {6, 161, false}, {6, 210, false}, {6, 211, true}}},
    {"behind at an earlier time is late", {{7, 100, false}, {6, -100000, false}}},
    {"times before 1970 are times", {{7, -500, false}, {6, -440, false}, {6, -439, true}}},
};

TEST(NodeTable, KnowsRestartsByTheirCounter) {
  for (const Case& it : kCases) {
    test::MessageMaker maker;
    NodeTable nodes;
    int step = 0;
    for (const Saying& saying : it.sayings) {
      EXPECT_EQ(
          nodes.restarted(maker.address_of(1), Protocol::gtpv2, saying.counter, saying.second),
          saying.restart)
          << it.name << ", step " << ++step;
    }
  }
}

TEST(NodeTable, EndsALifeByRestartOfThatNodeOnly) {
  test::MessageMaker maker;
  NodeTable nodes;
  const auto one = nodes.life(maker.address_of(1));
  const auto other = nodes.life(maker.address_of(1001));
  nodes.restarted(maker.address_of(1), Protocol::gtpv2, 7, 100);
  EXPECT_TRUE(nodes.lives(one));
  nodes.restarted(maker.address_of(1), Protocol::gtpv2, 8, 100);
  EXPECT_FALSE(nodes.lives(one));
  EXPECT_TRUE(nodes.lives(other));
  EXPECT_TRUE(nodes.lives(nodes.life(maker.address_of(1))));
}

// An SGSN and an MME in one: each has its own.
TEST(NodeTable, ComparesTheCountersOfEachVersionOfGtp) {
  test::MessageMaker maker;
  NodeTable nodes;
  const IpAddress both = maker.address_of(1);
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(nodes.restarted(both, Protocol::gtpv1, 3, 100 + i));
    EXPECT_FALSE(nodes.restarted(both, Protocol::gtpv2, 90, 100 + i));
  }
  const auto before = nodes.life(both);
  EXPECT_TRUE(nodes.restarted(both, Protocol::gtpv1, 4, 110));
  EXPECT_FALSE(nodes.lives(before));
  const auto between = nodes.life(both);
  EXPECT_FALSE(nodes.restarted(both, Protocol::gtpv2, 90, 111));
  EXPECT_TRUE(nodes.lives(between));
  EXPECT_TRUE(nodes.restarted(both, Protocol::gtpv2, 91, 112));
  EXPECT_FALSE(nodes.lives(between));
}

TEST(NodeTable, NeverRestartsWhoHasNoAddress) {
  NodeTable nodes;
  EXPECT_FALSE(nodes.restarted({}, Protocol::gtpv2, 7, 100));
  EXPECT_FALSE(nodes.restarted({}, Protocol::gtpv2, 8, 100));
  EXPECT_TRUE(nodes.lives(nodes.life({})));
}

// Numbers of one value in both families, and halves of an IPv6 address changed about.
TEST(NodeTable, TellsAddressesApart) {
  test::MessageMaker maker;
  NodeTable nodes;
  std::set<std::uint16_t> indexes;
  const std::vector<std::vector<std::uint8_t>> addresses{
      {192, 0, 2, 1},
      {192, 0, 2, 2},
      {1, 2, 0, 192},
      {192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
      {0, 0, 0, 0, 0, 0, 0, 0, 192, 0, 2, 1, 0, 0, 0, 0},
      {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 192, 0, 2, 1},
      {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1}};
  for (int twice = 0; twice < 2; ++twice) {
    for (const auto& octets : addresses) {
      indexes.insert(nodes.life(IpAddress::of(maker.keep(octets))).index);
    }
  }
  EXPECT_EQ(indexes.size(), addresses.size());
}

// 10.n.n.n: as many nodes as a packet can name.
IpAddress named(test::MessageMaker& maker, std::uint32_t n) {
  const auto octet = [n](int shift) { return static_cast<std::uint8_t>(n >> shift); };
  return IpAddress::of(maker.keep({10, octet(16), octet(8), octet(0)}));
}

TEST(NodeTable, IsNotFilledByWhatPacketsName) {
  for (const bool wide : {false, true}) {
    test::MessageMaker maker;
    NodeTable nodes;
    const IpAddress with_counter = maker.address_of(1);
    const IpAddress in_use = maker.address_of(1001);
    const IpAddress silent = maker.address_of(2);
    nodes.restarted(with_counter, Protocol::gtpv1, 7, 100);
    const std::array lives{nodes.life(with_counter), nodes.life(in_use), nodes.life(silent)};
    std::set<std::uint16_t> indexes;
    for (std::uint32_t n = 0; n < 100'000; ++n) {
      const IpAddress flood =
          wide ? maker.address_of(2000 + static_cast<int>(n % 60'000)) : named(maker, n);
      indexes.insert(nodes.life(flood).index);
      nodes.life(in_use);
    }
    EXPECT_GT(indexes.size(), NodeTable::kNodesMax * 9 / 10);
    EXPECT_LE(indexes.size(), NodeTable::kNodesMax);
    EXPECT_FALSE(indexes.contains(0));
    EXPECT_TRUE(nodes.lives(lives[0]));
    EXPECT_TRUE(nodes.lives(lives[1]));
    EXPECT_FALSE(nodes.lives(lives[2])) << "gave way";
    EXPECT_EQ(nodes.life(with_counter).index, lives[0].index);
    EXPECT_EQ(nodes.unknown(), 0u);
    EXPECT_GT(nodes.evicted(), 10'000u);
    EXPECT_TRUE(nodes.restarted(with_counter, Protocol::gtpv1, 8, 101));
  }
}

TEST(NodeTable, CountsNodesForWhichThereIsNoRoom) {
  test::MessageMaker maker;
  NodeTable nodes;
  const auto first = nodes.life(named(maker, 0));
  for (std::uint32_t n = 0; n < 20'000; ++n) {
    nodes.restarted(named(maker, n), Protocol::gtpv2, 7, 100);
  }
  EXPECT_GT(nodes.unknown(), 10'000u);
  EXPECT_LT(nodes.unknown(), 20'000u);
  EXPECT_EQ(nodes.evicted(), 0u);
  EXPECT_TRUE(nodes.lives(first));
}

TEST(NodeTable, ForgetsAll) {
  test::MessageMaker maker;
  NodeTable nodes;
  nodes.restarted(maker.address_of(1), Protocol::gtpv2, 7, 100);
  nodes.restarted(maker.address_of(1), Protocol::gtpv2, 8, 100);
  nodes.forget();
  EXPECT_FALSE(nodes.restarted(maker.address_of(1), Protocol::gtpv2, 9, 100));
  EXPECT_EQ(nodes.life(maker.address_of(1)).restarts, 0);
}

}  // namespace
}  // namespace celltally
