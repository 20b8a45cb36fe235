// A shard against the slow obvious count, over random streams of packets.

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "aggregate/shard.hpp"
#include "tests/aggregate/obvious_count.hpp"
#include "tests/aggregate/packet_stream.hpp"

namespace celltally {

std::ostream& operator<<(std::ostream& out, const ClosedWindow& one) {
  out << to_text(one.statistic) << ' ' << one.window.from.seconds() << " to "
      << one.window.to.seconds() << (one.captured ? "" : ", not captured") << ", "
      << one.cells_seen.size() << " cells, " << one.people << " people:";
  for (const Tally& tally : one.tallies) {
    out << ' ' << to_text(tally.key.place) << '/' << to_text(one.statistic, tally.key.detail) << '='
        << tally.value << '(' << tally.people << ')';
  }
  return out;
}

namespace {

using test::ObviousCount;
using test::PacketStream;
using test::StreamShape;
using Figures = std::vector<std::uint64_t>;

Figures figures(const Shard::Counters& c) {
  return {c.no_event,
          c.retransmission,
          c.no_cell,
          c.late,
          c.test_network,
          c.table_full,
          c.counted_person,
          c.counted_machine,
          c.counted_unauthenticated,
          c.counted_unknown,
          c.counted_no_presence};
}

struct Case {
  const char* name;
  const char* zone;
  const test::ObviousZone& clocks;
  StreamShape shape;
  std::int64_t grace_s;
  bool drop_test_networks;
  std::uint32_t grain_minutes = 60;
  CountLevel level = CountLevel::cell;
  bool leave_out_temporary = false;
};

const Case kCases[] = {
    {"dense", "UTC", test::kUtc, {.from_s = 1'767'268'800, .step_s = 20}, 60, false},
    {"thin, over days", "UTC", test::kUtc, {.from_s = 1'767'268'800, .step_s = 900}, 60, true},
    {"without the temporary",
     "UTC",
     test::kUtc,
     {.from_s = 1'767'268'800, .step_s = 60},
     60,
     false,
     60,
     CountLevel::cell,
     true},
    {"over the end of a day, no jumps",
     "UTC",
     test::kUtc,
     {.from_s = 1'767'319'200, .step_s = 10, .jumps_in_1000 = 0},
     60,
     false},
    {"many ties",
     "UTC",
     test::kUtc,
     {.from_s = 1'767'268'800, .step_s = 60, .grain_s = 600, .people = 10},
     60,
     false,
     60,
     CountLevel::site},
    {"gaps of days",
     "UTC",
     test::kUtc,
     {.from_s = 1'767'268'800, .step_s = 300, .jumps_in_1000 = 30, .jump_h = 90},
     60,
     false},
    {"no grace", "UTC", test::kUtc, {.from_s = 1'767'268'800, .step_s = 60}, 0, false},
    {"grace of half an hour",
     "UTC",
     test::kUtc,
     {.from_s = 1'767'268'800, .step_s = 60},
     1799,
     false},
    {"quarter hours",
     "Asia/Kathmandu",
     test::kKathmandu,
     {.from_s = 1'767'268'800, .step_s = 120},
     60,
     false},
    {"an hour lost",
     "Europe/Paris",
     test::kParis,
     {.from_s = 1'774'740'000, .step_s = 20},
     60,
     false},
    {"an hour repeated",
     "Europe/Paris",
     test::kParis,
     {.from_s = 1'792'882'800, .step_s = 20},
     60,
     false},
    {"an hour repeated from 23:01",
     "America/St_Johns",
     test::kStJohns1999,
     {.from_s = 941'330'000, .step_s = 20},
     60,
     false},
    {"half an hour repeated",
     "Australia/Lord_Howe",
     test::kLordHowe,
     {.from_s = 1'775'305'000, .step_s = 20, .jumps_in_1000 = 0},
     60,
     false},
    {"half an hour lost",
     "Australia/Lord_Howe",
     test::kLordHowe,
     {.from_s = 1'791'033'000, .step_s = 20, .jumps_in_1000 = 0},
     600,
     false},
    {"a person or two, quarter hours",
     "UTC",
     test::kUtc,
     {.from_s = 1'767'268'800, .step_s = 40, .people = 2, .cells = 4},
     60,
     false,
     15},
    {"few people in neighbouring cells, three hours, zones",
     "Europe/Paris",
     test::kParis,
     {.from_s = 1'774'730'000, .step_s = 60, .people = 6, .cells = 3},
     60,
     false,
     180,
     CountLevel::zone},
    {"half hours over an hour repeated",
     "Europe/Paris",
     test::kParis,
     {.from_s = 1'792'882'800, .step_s = 30, .people = 5},
     60,
     false,
     30,
     CountLevel::site},
    {"a day skipped",
     "Pacific/Apia",
     test::kApia,
     {.from_s = 1'325'220'000, .step_s = 60},
     60,
     false},
};

Shard::Limits limits_of(const Case& one) {
  return {.people_max = 64,
          .cells_max = 16,
          .visits_max = 1024,
          .grace_s = one.grace_s,
          .drop_test_networks = one.drop_test_networks};
}

// Three cells near each other, one a little farther, two far away, one that nobody knows where, and
// one that is not listed.
std::shared_ptr<const CountingBasis> basis_of(const Case& one) {
  const std::optional<GeoPoint> where[] = {
      GeoPoint{48.85, 2.35}, GeoPoint{48.86, 2.36}, GeoPoint{48.84, 2.37}, GeoPoint{48.90, 2.42},
      GeoPoint{49.30, 2.50}, GeoPoint{45.76, 4.83}, std::nullopt};
  std::vector<CellSite> cells;
  for (std::uint64_t i = 0; i < std::size(where); ++i) {
    cells.push_back({.cell = test::cell(i + 1),
                     .site = i == 5 ? Place{} : Place{PlaceKind::site, {}, i / 2},
                     .zone = i == 6 ? Place{} : Place{PlaceKind::zone, {}, i / 3},
                     .position = where[i]});
  }
  CountingPlan plan;
  plan.grain_minutes = one.grain_minutes;
  plan.level = one.level;
  plan.leave_out_temporary = one.leave_out_temporary;
  return std::make_shared<const CountingBasis>(plan, cells, 7);
}

TEST(ShardAgreement, CountsWhatTheObviousWayCounts) {
  for (const Case& one : kCases) {
    const Calendar calendar = Calendar::in_zone(one.zone).value();
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      SCOPED_TRACE(std::string{one.name} + ", seed " + std::to_string(seed));
      const PacketStream stream = test::random_stream(seed, one.shape);
      const auto basis = basis_of(one);
      const ObviousCount obvious(stream, one.clocks, calendar, *basis, one.grace_s,
                                 one.drop_test_networks);
      Shard shard(limits_of(one), calendar, basis);
      auto windows = test::windows_of(stream, shard, 1 + seed * 7);
      std::sort(windows.begin(), windows.end(), [](const ClosedWindow& a, const ClosedWindow& b) {
        return std::tuple(a.window.to, a.statistic, a.window.from) <
               std::tuple(b.window.to, b.statistic, b.window.from);
      });
      EXPECT_EQ(figures(shard.counters()), figures(obvious.counters));
      const auto expected = obvious.windows();
      ASSERT_EQ(windows.size(), expected.size());
      for (std::size_t i = 0; i < windows.size(); ++i) ASSERT_EQ(windows[i], expected[i]);
    }
  }
}

TEST(ShardAgreement, TheStreamsHoldWhatTheyAreMeantToTest) {
  Shard::Counters all;
  std::size_t ties = 0;
  std::size_t not_captured = 0;
  std::size_t windows = 0;
  for (const Case& one : kCases) {
    const PacketStream stream = test::random_stream(1, one.shape);
    const Calendar calendar = Calendar::in_zone(one.zone).value();
    const auto basis = basis_of(one);
    const ObviousCount obvious(stream, one.clocks, calendar, *basis, one.grace_s,
                               one.drop_test_networks);
    for (const ClosedWindow& window : obvious.windows()) {
      not_captured += window.captured ? 0 : 1;
      ++windows;
    }
    all.late += obvious.counters.late;
    all.counted_person += obvious.counters.counted_person;
    all.test_network += obvious.counters.test_network;
    for (std::size_t i = 1; i < stream.size(); ++i) ties += stream[i].at == stream[i - 1].at;
  }
  EXPECT_GT(all.late, 100u);
  EXPECT_GT(all.counted_person, 5000u);
  EXPECT_GT(all.test_network, 10u);
  EXPECT_GT(not_captured, 100u);
  EXPECT_GT(windows, 1000u);
  EXPECT_GT(ties, 1000u);
}

TEST(ShardAgreement, FourShardsAddUpToOne) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const Calendar calendar = Calendar::in_zone(one.zone).value();
    const PacketStream stream = test::random_stream(99, one.shape);
    Shard alone(limits_of(one), calendar, basis_of(one));
    const auto windows = test::windows_of(stream, alone);

    std::vector<std::unique_ptr<Shard>> four;
    std::vector<Shard*> shards;
    for (int i = 0; i < 4; ++i) {
      four.push_back(std::make_unique<Shard>(limits_of(one), calendar, basis_of(one)));
      shards.push_back(four.back().get());
    }
    test::StreamFeed feed(shards, 17);
    for (const auto& packet : stream) feed.packet(packet);
    const auto parts = feed.finish();
    for (const auto& part : parts) ASSERT_EQ(part.size(), windows.size());
    for (std::size_t i = 0; i < windows.size(); ++i) {
      ASSERT_EQ(merge({parts[0][i], parts[1][i], parts[2][i], parts[3][i]}), windows[i]);
    }
    Figures sum(11);
    for (const auto& shard : four) {
      const Figures more = figures(shard->counters());
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += more[i];
    }
    EXPECT_EQ(sum, figures(alone.counters()));
  }
}

TEST(ShardAgreement, TheSizeOfBurstsDoesNotMatter) {
  const Case& one = kCases[4];
  const Calendar calendar = Calendar::in_zone(one.zone).value();
  const PacketStream stream = test::random_stream(5, one.shape);
  Shard first(limits_of(one), calendar);
  const auto expected = test::windows_of(stream, first, 1);
  for (const std::size_t burst_max : {2u, 31u, 33u, 1000u}) {
    Shard shard(limits_of(one), calendar);
    EXPECT_EQ(test::windows_of(stream, shard, burst_max), expected) << burst_max;
  }
}

}  // namespace
}  // namespace celltally
