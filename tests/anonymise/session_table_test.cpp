#include "anonymise/session_table.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "anonymise/early_announcements.hpp"
#include "tests/anonymise/message_spec.hpp"

namespace celltally {
namespace {

SessionTable::Place put(SessionTable& table, std::uint64_t key, std::int64_t expires_at,
                        const NodeTable& nodes, std::int64_t second = 0) {
  const auto place = table.make_room({key}, second, nodes);
  place.binding->person = {key};
  place.binding->set_until(expires_at);
  return place;
}

TEST(SessionTable, FindsWhatItWasGivenAndNothingElse) {
  const NodeTable nodes;
  SessionTable table(1000);
  EXPECT_EQ(table.find({1}), nullptr);
  put(table, 1, 100, nodes);
  const SessionBinding* const found = table.find({1});
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->person, Tag{1});
  EXPECT_EQ(table.find({2}), nullptr);  // same bucket
  EXPECT_EQ(table.find({std::uint64_t{1} << 63 | 1}), nullptr);
}

// Keys below 2^32 are all of the first bucket.
TEST(SessionTable, LetsTheBindingThatEndsFirstGiveWay) {
  const NodeTable nodes;
  SessionTable table(1000);
  for (std::uint64_t key = 1; key <= 8; ++key) {
    EXPECT_FALSE(put(table, key, key == 5 ? 50 : 100, nodes).lost_live);
  }
  EXPECT_TRUE(put(table, 9, 100, nodes, 50).lost_live);
  EXPECT_EQ(table.find({5}), nullptr);
  for (const std::uint64_t key : {1u, 2u, 3u, 4u, 6u, 7u, 8u, 9u}) {
    EXPECT_NE(table.find({key}), nullptr) << key;
  }
}

TEST(SessionTable, LetsADeadBindingGiveWayFirstAndLosesNothing) {
  test::MessageMaker maker;
  NodeTable nodes;
  const auto node = nodes.life(maker.address_of(1));
  SessionTable table(1000);
  for (std::uint64_t key = 1; key <= 8; ++key) put(table, key, key == 3 ? 50 : 40, nodes);
  EXPECT_FALSE(put(table, 9, 100, nodes, 45).lost_live);  // a dead one, not 3
  EXPECT_NE(table.find({3}), nullptr);
  SessionTable of_node(1000);
  for (std::uint64_t key = 1; key <= 8; ++key) {
    const auto place = put(of_node, key, 100, nodes);
    if (key == 6) place.binding->set_node(node);
  }
  nodes.restarted(maker.address_of(1), Protocol::gtpv2, 1, 0);
  nodes.restarted(maker.address_of(1), Protocol::gtpv2, 2, 0);
  EXPECT_FALSE(put(of_node, 9, 100, nodes).lost_live);
  EXPECT_EQ(of_node.find({6}), nullptr);
}

TEST(SessionTable, IsAliveToItsLastSecond) {
  const NodeTable nodes;
  SessionBinding binding{};
  binding.set_until(100);
  EXPECT_TRUE(SessionTable::alive(binding, 100, nodes));
  EXPECT_FALSE(SessionTable::alive(binding, 101, nodes));
  EXPECT_TRUE(SessionTable::alive(binding, -5, nodes));
}

TEST(SessionTable, LosesFewBindingsAtItsLimit) {
  const NodeTable nodes;
  constexpr std::size_t kMax = 100'000;
  SessionTable table(kMax);
  std::mt19937_64 random(1);  // NOLINT(cert-msc51-cpp): the same every time
  std::size_t lost = 0;
  std::size_t lost_at_half = 0;
  for (std::size_t i = 0; i < kMax; ++i) {
    if (put(table, random() | 1, 100, nodes).lost_live) ++lost;
    if (i == kMax / 2) lost_at_half = lost;
  }
  EXPECT_LT(lost, kMax / 100);
  EXPECT_LT(lost_at_half, kMax / 2 / 2000);
}

TEST(SessionTable, NumbersItsBindings) {
  const NodeTable nodes;
  SessionTable table(1000);
  for (std::uint64_t i = 1; i <= 50; ++i) {
    const std::uint64_t key = i * 0x123456789abcdef;
    const SessionBinding& binding = *put(table, key, 100, nodes).binding;
    EXPECT_NE(table.number(binding), 0u);
    EXPECT_EQ(&table[table.number(binding)], &binding);
  }
}

TEST(SessionBinding, KeepsItsPartsApart) {
  SessionBinding binding{};
  for (const std::int64_t second :
       {INT64_MIN / 1'000'000'000, -1L, 0L, INT64_MAX / 1'000'000'000}) {
    binding.set_until(second);
    binding.set_home(Plmn{0xffffff});
    binding.set_given(true);
    binding.set_node({NodeTable::kNodesMax, 0xffff});
    binding.set_machine(MachineHint::subscription);
    binding.set(SessionBinding::ending, true);
    EXPECT_EQ(binding.until(), second);
    EXPECT_EQ(binding.home(), Plmn{0xffffff});
    EXPECT_TRUE(binding.has(SessionBinding::ending));
    EXPECT_EQ(binding.machine(), MachineHint::subscription);
    EXPECT_FALSE(binding.has(SessionBinding::unauthenticated));
    EXPECT_TRUE(binding.is_given());
    EXPECT_EQ(binding.node().index, NodeTable::kNodesMax);
    EXPECT_EQ(binding.node().restarts, 0xffff);
    binding.set(SessionBinding::ending, false);
    binding.set_home(Plmn{});
    binding.set_machine(MachineHint::none);
    binding.set_given(false);
    EXPECT_EQ(binding.machine(), MachineHint::none);
    EXPECT_FALSE(binding.is_given());
    EXPECT_EQ(binding.node().index, NodeTable::kNodesMax);
    EXPECT_EQ(binding.until(), second);
    EXPECT_FALSE(binding.has(SessionBinding::ending));
  }
}

TEST(SessionTable, ForgetsAll) {
  const NodeTable nodes;
  SessionTable table(1000);
  put(table, 1, 100, nodes);
  table.forget();
  EXPECT_EQ(table.find({1}), nullptr);
}

EarlyAnnouncements::Announcement one_endpoint(std::uint64_t tag) {
  EarlyAnnouncements::Announcement announcement;
  announcement.endpoints[0].tag = {tag};
  announcement.count = 1;
  return announcement;
}

TEST(EarlyAnnouncements, AreKeptForTwoSecondsEitherWay) {
  struct Case {
    std::int64_t taken_at;
    int count;
  };
  for (const auto& it : {Case{100, 1}, Case{102, 1}, Case{103, 0}, Case{98, 1}, Case{97, 0}}) {
    EarlyAnnouncements early;
    early.remember({1}, 100) = one_endpoint(7);
    EXPECT_EQ(early.take({1}, it.taken_at).count, it.count) << it.taken_at;
    EXPECT_EQ(early.take({1}, 100).count, 0) << "taken only once";
  }
}

TEST(EarlyAnnouncements, AreThoseOfTheLastMessage) {
  EarlyAnnouncements early;
  early.remember({1}, 100) = one_endpoint(7);
  early.remember({1}, 101) = one_endpoint(8);
  EXPECT_EQ(early.take({1}, 101).endpoints[0].tag, SessionTag{8});
}

TEST(EarlyAnnouncements, GiveWayOldestFirstWhereABucketIsFull) {
  EarlyAnnouncements early;
  for (std::uint64_t i = 0; i < 5; ++i) {
    early.remember({1 + 256 * i}, 100 + (i == 0 ? 1 : 0)) = one_endpoint(i + 1);
  }
  EXPECT_EQ(early.evicted(), 1u);
  EXPECT_EQ(early.take({1}, 101).count, 1);
  EXPECT_EQ(early.take({1 + 256}, 101).count, 0);
  EXPECT_EQ(early.take({1 + 4 * 256}, 101).count, 1);
}

TEST(EarlyAnnouncements, LoseNothingThatHadWaitedTooLong) {
  EarlyAnnouncements early;
  for (std::uint64_t i = 0; i < 8; ++i) {
    early.remember({1 + 256 * i}, i < 4 ? 100 : 103) = one_endpoint(i + 1);
  }
  EXPECT_EQ(early.evicted(), 0u);
}

TEST(EarlyAnnouncements, AreForgotten) {
  EarlyAnnouncements early;
  early.remember({1}, 100) = one_endpoint(7);
  early.forget();
  EXPECT_EQ(early.take({1}, 100).count, 0);
}

}  // namespace
}  // namespace celltally
