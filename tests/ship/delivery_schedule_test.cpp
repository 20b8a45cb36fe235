#include "ship/delivery_schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "tests/ship/made_segments.hpp"

namespace celltally {
namespace {

using namespace std::chrono_literals;
using testing::made_segment;
using testing::made_sha256;

// One sink's schedule with a made-up clock, and an outbox of sequence numbers.
struct Bench {
  explicit Bench(DeliverySettings settings = {}, std::optional<SinkState> state = std::nullopt)
      : schedule(settings, std::move(state), [this] { return random(); }) {}

  std::mt19937 random{1};
  DeliverySchedule schedule;
  Now now{100s, Timestamp::from_seconds(testing::kSomeHour)};

  void pass(std::chrono::nanoseconds time) {
    now.steady += time;
    now.wall.ns += time.count();
  }
  std::string holds(const std::vector<std::uint64_t>& sequences) {
    std::vector<ListedSegment> listed;
    for (const std::uint64_t sequence : sequences) listed.push_back({sequence, 1, {}});
    return schedule.outbox_holds(listed);
  }
  std::string answer(const Delivery& delivery) {
    const auto step = schedule.next(now);
    EXPECT_TRUE(step.sequence.has_value());
    const Segment segment = made_segment(step.sequence.value_or(0));
    return delivery.ok() ? schedule.delivered(segment.header, segment.sha256, now)
                         : schedule.failed(segment.header, delivery, now);
  }
  void expect_conserved() const {
    const SinkTally tally = schedule.tally();
    EXPECT_EQ(tally.closed, tally.delivered + tally.waiting + tally.refused + tally.dropped);
    const SinkState& state = schedule.state();
    EXPECT_EQ(state.done - state.begun, state.delivered + state.refused + state.dropped);
  }
};

TEST(DeliverySchedule, DeliversInOrderAndThenWaitsForTheOutbox) {
  Bench bench;
  EXPECT_FALSE(bench.schedule.next(bench.now).sequence);
  EXPECT_EQ(bench.holds({1, 2, 3}), "");
  for (const std::uint64_t sequence : {1u, 2u, 3u}) {
    EXPECT_EQ(bench.schedule.next(bench.now).sequence, sequence);
    EXPECT_EQ(bench.answer(Delivery::accepted()), "");
    bench.expect_conserved();
  }
  EXPECT_FALSE(bench.schedule.next(bench.now).sequence);
  EXPECT_FALSE(bench.schedule.next(bench.now).wait_until);
  EXPECT_EQ(bench.schedule.state().done, 3u);
}

TEST(DeliverySchedule, BeginsWithTheOldestSegmentThere) {
  Bench bench;
  bench.holds({41, 42});
  EXPECT_EQ(bench.schedule.next(bench.now).sequence, 41u);
  EXPECT_EQ(bench.schedule.tally().closed, 2u);
  EXPECT_EQ(bench.schedule.tally().dropped, 0u);
}

TEST(DeliverySchedule, WaitsLongerAfterEachFailureUpToTheLimit) {
  DeliverySettings settings{.wait_first = 1s, .wait_most = 60s, .jitter_percent = 0};
  Bench bench{settings};
  bench.holds({1});
  std::vector<double> waits;
  for (int i = 0; i < 9; ++i) {
    bench.answer(Delivery::try_again("no route"));
    const auto until = bench.schedule.next(bench.now).wait_until;
    ASSERT_TRUE(until);
    waits.push_back(static_cast<double>((*until - bench.now.steady).count()) / 1e9);
    bench.pass(*until - bench.now.steady - 1ns);
    EXPECT_FALSE(bench.schedule.next(bench.now).sequence) << "too early";
    bench.pass(1ns);
  }
  EXPECT_EQ(waits, (std::vector<double>{1, 2, 4, 8, 16, 32, 60, 60, 60}));
}

TEST(DeliverySchedule, JitterStaysWithinItsShareAndTheLimit) {
  const DeliverySettings settings{.wait_first = 10s, .wait_most = 100s, .jitter_percent = 30};
  std::mt19937 random{7};
  double least = 1e9, most = 0;
  for (int i = 0; i < 2000; ++i) {
    Backoff backoff{settings, [&] { return static_cast<std::uint32_t>(random()); }};
    const double wait = static_cast<double>(backoff.next().count()) / 1e9;
    least = std::min(least, wait);
    most = std::max(most, wait);
    for (int n = 0; n < 10; ++n) EXPECT_LE(backoff.next(), 100s);
  }
  EXPECT_GE(least, 7.0);
  EXPECT_LT(least, 7.1);
  EXPECT_LE(most, 13.0);
  EXPECT_GT(most, 12.9);
}

TEST(DeliverySchedule, FailureIsToldOnceAndSoIsRecovery) {
  Bench bench{DeliverySettings{.wait_first = 1s, .wait_most = 60s, .jitter_percent = 0}};
  bench.holds({5, 6});
  EXPECT_EQ(bench.answer(Delivery::try_again("no route")),
            "segment 5 presence 2026-01-01T17:00:00Z: no route; again in 1.0 s");
  bench.pass(10s);
  EXPECT_EQ(bench.answer(Delivery::try_again("no route")), "");
  bench.pass(10s);
  EXPECT_EQ(bench.schedule.tally().last_error, "segment 5 presence 2026-01-01T17:00:00Z: no route");
  EXPECT_EQ(bench.answer(Delivery::accepted()), "delivers again, after 20 s; 1 segments waiting");
  EXPECT_FALSE(bench.schedule.state().failing_since);
}

TEST(DeliverySchedule, RetryAfterIsHonouredWithinItsBound) {
  const DeliverySettings settings{.wait_first = 1s, .jitter_percent = 0, .retry_after_most = 600s};
  const struct {
    std::chrono::seconds asked, waits;
  } cases[] = {{30s, 30s}, {0s, 1s}, {600s, 600s}, {86400s, 600s}, {-5s, 1s}};
  for (const auto& [asked, waits] : cases) {
    Bench bench{settings};
    bench.holds({1});
    bench.answer(Delivery::try_again("busy", asked));
    EXPECT_EQ(*bench.schedule.next(bench.now).wait_until - bench.now.steady, waits);
  }
}

TEST(DeliverySchedule, WaitsNoLongerWhenSomethingWasMended) {
  Bench bench{DeliverySettings{.wait_first = 10s, .wait_most = 80s, .jitter_percent = 0}};
  bench.schedule.wait_no_longer();
  bench.holds({1});
  for (int i = 0; i < 3; ++i) {
    bench.answer(Delivery::try_again("no route"));
    bench.pass(80s);
  }
  bench.answer(Delivery::try_again("no route", 3600s));
  EXPECT_FALSE(bench.schedule.next(bench.now).sequence);
  bench.schedule.wait_no_longer();
  EXPECT_EQ(bench.schedule.next(bench.now).sequence, 1u);
  bench.answer(Delivery::try_again("no route"));
  EXPECT_EQ(*bench.schedule.next(bench.now).wait_until - bench.now.steady, 10s);
  bench.expect_conserved();
}

TEST(DeliverySchedule, RefusedSegmentIsPutAsideAfterItsTriesAndTheNextGoesOn) {
  Bench bench{DeliverySettings{.refusals_most = 3}};
  bench.holds({1, 2});
  for (int i = 0; i < 2; ++i) {
    bench.answer(Delivery::refused("status 400"));
    bench.pass(400s);
    EXPECT_EQ(bench.schedule.next(bench.now).sequence, 1u);
  }
  EXPECT_EQ(
      bench.answer(Delivery::refused("status 400")),
      "segment 1 presence 2026-01-01T13:00:00Z was refused 3 times and is put aside: status 400");
  EXPECT_EQ(bench.schedule.next(bench.now).sequence, 2u);
  bench.answer(Delivery::accepted());
  EXPECT_EQ(bench.schedule.state().refused, 1u);
  EXPECT_EQ(bench.schedule.state().delivered, 1u);
  EXPECT_EQ(bench.schedule.state().refused_names,
            (std::vector<std::string>{"1 presence 2026-01-01T13:00:00Z"}));
  bench.expect_conserved();
}

TEST(DeliverySchedule, AnotherFailureBetweenRefusalsBeginsTheirCountAnew) {
  Bench bench{DeliverySettings{.refusals_most = 2}};
  bench.holds({1});
  for (int i = 0; i < 10; ++i) {
    bench.answer(i % 2 == 0 ? Delivery::refused("400") : Delivery::try_again("500"));
    bench.pass(1h);
  }
  EXPECT_EQ(bench.schedule.state().refused, 0u);
}

TEST(DeliverySchedule, RemembersABoundedNumberOfNamesAndCountsAll) {
  Bench bench{DeliverySettings{.refusals_most = 1}};
  std::vector<std::uint64_t> all(250);
  std::iota(all.begin(), all.end(), 1);
  bench.holds(all);
  for (std::size_t i = 0; i < all.size(); ++i) bench.answer(Delivery::refused("400"));
  EXPECT_EQ(bench.schedule.state().refused, 250u);
  ASSERT_EQ(bench.schedule.state().refused_names.size(), SinkState::kNamesMost);
  EXPECT_TRUE(bench.schedule.state().refused_names.back().starts_with("250 "));
}

TEST(DeliverySchedule, HolesAreCountedAsDroppedAndNeverWaitedFor) {
  Bench bench;
  bench.holds({1, 2});
  bench.answer(Delivery::accepted());
  EXPECT_EQ(bench.holds({6, 7, 9}),
            "4 segments left the outbox before they were delivered; now at 5");
  bench.expect_conserved();
  EXPECT_EQ(bench.schedule.tally().dropped, 5u) << "2 to 5, and 8 which is yet to be passed";
  for (const std::uint64_t sequence : {6u, 7u, 9u}) {
    EXPECT_EQ(bench.schedule.next(bench.now).sequence, sequence);
    bench.answer(Delivery::accepted());
    bench.expect_conserved();
  }
  EXPECT_EQ(bench.schedule.state().dropped, 5u);
  EXPECT_EQ(bench.schedule.state().done, 9u);
}

TEST(DeliverySchedule, WhatLeavesTheOutboxAltogetherIsDropped) {
  Bench bench;
  bench.holds({1, 2, 3});
  bench.holds({});
  EXPECT_FALSE(bench.schedule.next(bench.now).sequence);
  EXPECT_EQ(bench.schedule.state().dropped, 3u);
  bench.expect_conserved();
  bench.holds({4});
  EXPECT_EQ(bench.schedule.next(bench.now).sequence, 4u);
}

TEST(DeliverySchedule, DamagedSegmentIsPassedOver) {
  Bench bench;
  bench.holds({1, 2});
  EXPECT_EQ(bench.schedule.damaged(1, "torn"), "a damaged segment is passed over: torn");
  EXPECT_EQ(bench.schedule.next(bench.now).sequence, 2u);
  EXPECT_EQ(bench.schedule.tally().damaged, 1u);
  bench.expect_conserved();
}

TEST(DeliverySchedule, OutboxWithLowerNumbersIsAnotherOne) {
  Bench bench{{}, SinkState{.done = 10, .done_sha256 = made_sha256(10), .delivered = 10}};
  EXPECT_EQ(bench.holds({1, 2}),
            "the outbox was made anew (its newest segment is 2, but 10 was done already); it is "
            "delivered from segment 1, and counting begins anew");
  EXPECT_EQ(bench.schedule.next(bench.now).sequence, 1u);
  bench.expect_conserved();
}

TEST(DeliverySchedule, OutboxWhoseChainDiffersIsAnotherOne) {
  Bench bench{{}, SinkState{.done = 10, .done_sha256 = made_sha256(10), .delivered = 10}};
  bench.holds({9, 10, 11, 12});
  EXPECT_EQ(bench.schedule.next(bench.now).sequence, 11u);
  Segment other = made_segment(11);
  other.header.previous = made_sha256(77);
  EXPECT_EQ(bench.schedule.compare(other.header),
            "the outbox was made anew (segment 11 does not follow the one delivered last); it is "
            "delivered from segment 9, and counting begins anew");
  EXPECT_EQ(bench.schedule.next(bench.now).sequence, 9u);
  EXPECT_EQ(bench.schedule.compare(other.header), "") << "asked once";
  bench.expect_conserved();
}

// A folder that was emptied goes on with a much greater number: nothing was dropped in between.
TEST(DeliverySchedule, FirstSegmentOfAChainBeginsTheCountAnew) {
  Bench bench{{}, SinkState{.done = 10, .done_sha256 = made_sha256(10), .delivered = 10}};
  bench.holds({1000, 1001});
  Segment first = made_segment(1000);
  first.header.previous = std::string(64, '0');
  EXPECT_EQ(bench.schedule.compare(first.header),
            "the outbox was made anew (segment 1000 is the first of its chain); it is delivered "
            "from segment 1000, and counting begins anew");
  EXPECT_EQ(bench.schedule.tally().dropped, 0u);
  EXPECT_EQ(bench.schedule.tally().closed, 2u);
  EXPECT_EQ(bench.schedule.next(bench.now).sequence, 1000u);
  EXPECT_EQ(bench.schedule.compare(first.header), "");
}

TEST(DeliverySchedule, SameOutboxAfterARestartGoesOnWhereItWas) {
  const SinkState state{.done = 10, .done_sha256 = made_sha256(10), .delivered = 10};
  Bench bench{{}, state};
  bench.holds({9, 10, 11});
  EXPECT_EQ(bench.schedule.next(bench.now).sequence, 11u);
  EXPECT_EQ(bench.schedule.compare(made_segment(11).header), "");
}

TEST(DeliverySchedule, ClockSetByAnHourChangesNoWait) {
  for (const std::int64_t step_s : {-3600, 3600}) {
    Bench bench{DeliverySettings{.wait_first = 10s, .jitter_percent = 0}};
    bench.holds({1});
    bench.answer(Delivery::try_again("down"));
    bench.now.wall.ns += step_s * 1'000'000'000;
    EXPECT_EQ(*bench.schedule.next(bench.now).wait_until - bench.now.steady, 10s);
    bench.pass(10s);
    EXPECT_EQ(bench.schedule.next(bench.now).sequence, 1u);
    EXPECT_NE(bench.answer(Delivery::accepted()).find("delivers again, after"), std::string::npos);
  }
}

// Three days without the sink, a segment every twenty minutes, then it is back.
TEST(DeliverySchedule, ThreeDaysOfOutageLoseNothingAndKeepTheOrder) {
  const DeliverySettings settings{.wait_first = 1s, .wait_most = 300s, .jitter_percent = 20};
  Bench bench{settings};
  std::vector<std::uint64_t> written, taken;
  std::uint64_t attempts = 0;
  const auto end = bench.now.steady + 80h;
  const auto back = bench.now.steady + 72h;
  auto next_segment = bench.now.steady;
  while (bench.now.steady < end) {
    if (bench.now.steady >= next_segment) {
      written.push_back(written.size() + 1);
      bench.holds(written);
      next_segment += 20min;
    }
    const auto step = bench.schedule.next(bench.now);
    if (step.sequence) {
      const bool up = bench.now.steady >= back;
      if (up) taken.push_back(*step.sequence);
      attempts += up ? 0 : 1;
      bench.answer(up ? Delivery::accepted() : Delivery::try_again("connection refused"));
      bench.expect_conserved();
      continue;
    }
    bench.pass(std::min(next_segment, step.wait_until.value_or(next_segment)) - bench.now.steady);
  }
  EXPECT_EQ(taken, written);
  EXPECT_EQ(written.size(), 240u);
  EXPECT_EQ(bench.schedule.state().dropped, 0u);
  // 72 hours of 300 s give or take a fifth, and the first few that were quicker.
  EXPECT_GE(attempts, 864u);
  EXPECT_LE(attempts, 1100u);
}

// Whatever happens in whatever order, every segment is in one place.
TEST(DeliverySchedule, EverySegmentIsInOnePlaceWhateverHappens) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    std::mt19937 random{seed};
    Bench bench{DeliverySettings{.refusals_most = 2}};
    std::vector<std::uint64_t> outbox;
    std::uint64_t newest = 0;
    for (int i = 0; i < 200; ++i) {
      switch (random() % 7) {
        case 0:
        case 1: outbox.push_back(++newest); break;
        case 2:
          if (!outbox.empty()) {
            outbox.erase(outbox.begin() + static_cast<std::ptrdiff_t>(random() % outbox.size()));
          }
          break;
        case 3: bench.pass(std::chrono::seconds{random() % 1000}); break;
        default: {
          const auto step = bench.schedule.next(bench.now);
          if (!step.sequence) break;
          const auto what = random() % 6;
          if (what == 5) {
            bench.schedule.damaged(*step.sequence, "torn");
          } else {
            bench.answer(what < 3    ? Delivery::accepted()
                         : what == 3 ? Delivery::try_again("500")
                                     : Delivery::refused("400"));
          }
        }
      }
      const std::uint64_t done = bench.schedule.state().done;
      // The probe never writes one number twice, so the newest known never goes.
      bench.holds(outbox);
      EXPECT_GE(bench.schedule.state().done, outbox.empty() || outbox.back() < done ? 0 : done);
      bench.expect_conserved();
    }
  }
}

}  // namespace
}  // namespace celltally
