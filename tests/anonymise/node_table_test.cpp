#include "anonymise/node_table.hpp"

#include <gtest/gtest.h>

#include <set>

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
      EXPECT_EQ(nodes.restarted(maker.address_of(1), saying.counter, saying.second), saying.restart)
          << it.name << ", step " << ++step;
    }
  }
}

TEST(NodeTable, EndsALifeByRestartOfThatNodeOnly) {
  test::MessageMaker maker;
  NodeTable nodes;
  const auto one = nodes.life(maker.address_of(1));
  const auto other = nodes.life(maker.address_of(1001));
  nodes.restarted(maker.address_of(1), 7, 100);
  EXPECT_TRUE(nodes.lives(one));
  nodes.restarted(maker.address_of(1), 8, 100);
  EXPECT_FALSE(nodes.lives(one));
  EXPECT_TRUE(nodes.lives(other));
  EXPECT_TRUE(nodes.lives(nodes.life(maker.address_of(1))));
}

TEST(NodeTable, NeverRestartsWhoHasNoAddress) {
  NodeTable nodes;
  EXPECT_FALSE(nodes.restarted({}, 7, 100));
  EXPECT_FALSE(nodes.restarted({}, 8, 100));
  EXPECT_TRUE(nodes.lives(nodes.life({})));
}

TEST(NodeTable, TakesAnyNumberOfNodesAndKnowsTheEarlierOnes) {
  test::MessageMaker maker;
  NodeTable nodes;
  const auto first = nodes.life(maker.address_of(1000));
  std::set<std::uint16_t> indexes;
  for (int node = 1000; node < 21'000; ++node)
    indexes.insert(nodes.life(maker.address_of(node)).index);
  EXPECT_GT(indexes.size(), NodeTable::kNodesMax * 9 / 10);
  EXPECT_LE(indexes.size(), NodeTable::kNodesMax);
  EXPECT_TRUE(indexes.contains(0));
  EXPECT_EQ(nodes.life(maker.address_of(1000)).index, first.index);
}

TEST(NodeTable, ForgetsAll) {
  test::MessageMaker maker;
  NodeTable nodes;
  nodes.restarted(maker.address_of(1), 7, 100);
  nodes.restarted(maker.address_of(1), 8, 100);
  nodes.forget();
  EXPECT_FALSE(nodes.restarted(maker.address_of(1), 9, 100));
  EXPECT_EQ(nodes.life(maker.address_of(1)).restarts, 0);
}

}  // namespace
}  // namespace celltally
