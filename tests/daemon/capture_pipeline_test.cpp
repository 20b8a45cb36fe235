// All threads of the capture over fake ports and a clock in the test's hands, with one worker and
// one shard, and with several.

#include "daemon/capture_pipeline.hpp"

#include <gtest/gtest.h>

#include "simulate/frame_builder.hpp"
#include "simulate/gtpv2_builder.hpp"
#include "tests/anonymise/made_lists.hpp"
#include "tests/daemon/test_clock.hpp"
#include "tests/daemon/test_port.hpp"

namespace celltally {
namespace {

using test::kNoon;
using test::TestClock;
using test::TestPort;

const NodeAddress kMme = node("10.0.0.1");
const NodeAddress kSgw = node("10.0.0.2");
constexpr const char* kStation = "ecgi:001-01-0000101";

std::string imsi_of(std::uint32_t person) {
  return "00101" + std::to_string(1'000'000'000 + person);
}

Octets attach(std::uint32_t person, std::uint32_t sequence) {
  using namespace gtpv2;
  return udp_frame({kMme, kSgw},
                   create_session_request({imsi(imsi_of(person)), uli({kStation}),
                                           fteid(Interface::s11_mme, 0x1000 + person, kMme)},
                                          {.sequence = sequence}));
}

Octets attach(std::uint32_t person) {
  return attach(person, person);
}

struct Threads {
  std::size_t workers;
  std::size_t shards;
};

struct Capture {
  explicit Capture(Threads threads, bool interrupts = false) {
    auto own = std::make_unique<TestPort>(clock, threads.workers);
    port = own.get();
    ports.push_back(std::move(own));
    CaptureSettings settings;
    settings.workers = threads.workers;
    settings.shards = threads.shards;
    settings.ring_items = 1024;
    settings.interrupts = interrupts;
    settings.counting = {.people_max = 4096, .cells_max = 256, .visits_max = 16384};
    settings.sessions = {.sessions_max = 4096, .transactions_max = 4096};
    pipeline = std::make_unique<CapturePipeline>(
        settings, Calendar::in_zone("UTC").value(),
        std::move(EpochKey::generate(threads.workers).value()), [this] { wakes.fetch_add(1); },
        clock.source());
    EXPECT_TRUE(pipeline->start(ports).empty());
  }
  // Until all workers have seen the time that the test's clock shows, and the shards are past it.
  void settle() {
    port->wait_until_taken();
    for (;;) {
      const CaptureTotals totals = pipeline->totals();
      if (totals.at == clock.now()) break;
      clock.pass(1);
      std::this_thread::yield();
    }
    // Once for what is on its way, once for what is taken, once for an epoch's end; and the first
    // may tell of what was before.
    for (int passes = 0; passes < 4; ++passes) {
      while (!pipeline->moved()) std::this_thread::yield();
    }
  }
  std::vector<EpochWindow> of(Statistic statistic) {
    std::vector<EpochWindow> found;
    for (EpochWindow& closed : pipeline->take_windows()) {
      all.push_back(closed);
      if (closed.window.statistic == statistic) found.push_back(std::move(closed));
    }
    return found;
  }

  TestClock clock;
  std::vector<std::unique_ptr<CapturePort>> ports;
  TestPort* port = nullptr;
  std::atomic<int> wakes{0};
  std::vector<EpochWindow> all;
  std::unique_ptr<CapturePipeline> pipeline;
};

constexpr ListedAs kOptedOut = ListedAs::opted_out();

class CapturePipelineOf : public testing::TestWithParam<Threads> {};

INSTANTIATE_TEST_SUITE_P(Threads, CapturePipelineOf,
                         testing::Values(Threads{1, 1}, Threads{1, 3}, Threads{3, 1},
                                         Threads{2, 2}),
                         [](const auto& of) {
                           return std::to_string(of.param.workers) + "workers" +
                                  std::to_string(of.param.shards) + "shards";
                         });

// Of visitors, also those who did not stay anywhere.
std::uint64_t people(const EpochWindow& closed) {
  if (closed.window.statistic == Statistic::visitors) return closed.window.people;
  std::uint64_t sum = 0;
  for (const Tally& tally : closed.window.tallies) sum += tally.people;
  return sum;
}

TEST_P(CapturePipelineOf, ClosesWindowsByTheClockThoughNoPacketComes) {
  Capture capture{GetParam()};
  for (std::uint32_t person = 0; person < 30; ++person) capture.port->arrive(attach(person));
  capture.settle();
  EXPECT_TRUE(capture.of(Statistic::events).empty());
  capture.clock.pass(3600 + 60);
  capture.settle();
  const auto events = capture.of(Statistic::events);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(people(events[0]), 30u);
  EXPECT_EQ(events[0].epoch, kNoon);
  EXPECT_GE(capture.wakes.load(), 1);
  capture.pipeline->stop();
}

TEST_P(CapturePipelineOf, LosesNothingThatWaitsWhenItIsStopped) {
  Capture capture{GetParam()};
  for (std::uint32_t person = 0; person < 500; ++person) capture.port->arrive(attach(person));
  capture.pipeline->stop();
  EXPECT_TRUE(capture.pipeline->finished());
  EXPECT_EQ(capture.pipeline->totals().packets, 500u);
  EXPECT_EQ(capture.pipeline->totals().ports.at(0).packets, 500u);
  const auto presence = capture.of(Statistic::presence);
  ASSERT_EQ(presence.size(), 1u);
  EXPECT_EQ(people(presence[0]), 500u);
  EXPECT_EQ(capture.all.size(), 20u) << "the open hour's three windows and the day's";
}

TEST_P(CapturePipelineOf, EndsTheEpochWhenTheClockIsSet) {
  constexpr std::int64_t kHour = 3600, kThreeDays = 3 * 24 * kHour;
  for (const std::int64_t by :
       {kHour, -kHour, kThreeDays, -kThreeDays, std::int64_t{31}, std::int64_t{-31}}) {
    Capture capture{GetParam()};
    for (std::uint32_t person = 0; person < 30; ++person) capture.port->arrive(attach(person));
    capture.settle();
    capture.clock.set(by);
    capture.settle();
    const auto before = capture.of(Statistic::visitors);
    ASSERT_EQ(before.size(), 1u) << by;
    EXPECT_EQ(people(before[0]), 30u);
    for (std::uint32_t person = 0; person < 25; ++person) capture.port->arrive(attach(person));
    capture.settle();
    capture.pipeline->stop();
    const auto after = capture.of(Statistic::visitors);
    ASSERT_EQ(after.size(), 1u) << by;
    EXPECT_EQ(people(after[0]), 25u) << "the same people, and copies of the same messages: anew";
    EXPECT_NE(after[0].epoch, before[0].epoch);
    EXPECT_EQ(capture.pipeline->totals().clock_steps, 1u);
  }
}

TEST_P(CapturePipelineOf, GoesOnThroughACorrectionOfTheClock) {
  for (const std::int64_t by : {30, -30}) {
    Capture capture{GetParam()};
    for (std::uint32_t person = 0; person < 30; ++person) capture.port->arrive(attach(person));
    capture.settle();
    capture.clock.set(by);
    capture.clock.pass(60);
    capture.settle();
    EXPECT_TRUE(capture.of(Statistic::visitors).empty()) << by;
    for (std::uint32_t person = 5; person < 35; ++person) capture.port->arrive(attach(person));
    capture.pipeline->stop();
    const auto day = capture.of(Statistic::visitors);
    ASSERT_EQ(day.size(), 1u) << by;
    EXPECT_EQ(people(day[0]), 35u) << "each once";
    EXPECT_EQ(capture.pipeline->totals().clock_steps, 0u);
  }
}

TEST_P(CapturePipelineOf, SleepsUntilAQueueWakesItsWorkerWhereThatIsAskedFor) {
  for (const bool asked : {false, true}) {
    Capture capture{GetParam(), asked};
    for (std::uint32_t person = 0; person < 30; ++person) capture.port->arrive(attach(person));
    while (asked && capture.port->sleeps() < 10) std::this_thread::yield();
    capture.settle();
    capture.pipeline->stop();
    EXPECT_EQ(capture.port->sleeps() > 0, asked);
    EXPECT_EQ(capture.pipeline->totals().packets, 30u);
  }
}

TEST_P(CapturePipelineOf, TakesANewKeyWithTheNewDay) {
  Capture capture{GetParam()};
  capture.port->arrive(attach(1));
  capture.settle();
  capture.clock.pass(16 * 3600);  // 04:00
  capture.settle();
  capture.port->arrive(attach(1));
  capture.settle();
  capture.pipeline->stop();
  const auto days = capture.of(Statistic::visitors);
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(people(days[0]), 1u);
  EXPECT_EQ(people(days[1]), 1u);
  EXPECT_EQ(days[0].epoch, kNoon);
  EXPECT_GE(days[1].epoch.ns, days[1].window.window.from.ns);
}

TEST_P(CapturePipelineOf, TakesNewRulesOfMachinesWithTheNewDay) {
  Capture capture{GetParam()};
  capture.port->arrive(attach(1));
  capture.settle();
  auto rules = std::make_shared<MachineRules>();
  rules->imsi_ranges = {{1011000000000, 1011999999999}};  // 00101 1...: all of them
  capture.pipeline->replace_machines(std::move(rules));
  for (std::uint32_t person = 0; person < 30; ++person) capture.port->arrive(attach(person));
  capture.settle();
  EXPECT_EQ(capture.pipeline->totals().counted.counted_machine, 0u) << "the day has its rules";
  capture.clock.pass(16 * 3600);  // 04:00
  capture.settle();
  for (std::uint32_t person = 0; person < 30; ++person) capture.port->arrive(attach(person));
  capture.settle();
  capture.pipeline->replace_machines(nullptr);
  capture.clock.pass(24 * 3600);
  capture.settle();
  for (std::uint32_t person = 0; person < 30; ++person) capture.port->arrive(attach(person));
  capture.pipeline->stop();
  const auto days = capture.of(Statistic::visitors);
  ASSERT_EQ(days.size(), 3u);
  EXPECT_EQ(people(days[0]), 30u);
  EXPECT_EQ(people(days[1]), 0u);
  EXPECT_EQ(people(days[2]), 30u);
  EXPECT_EQ(capture.pipeline->totals().counted.counted_machine, 30u);
}

TEST_P(CapturePipelineOf, TakesNewListsOfSubscribersWithTheNewDay) {
  Capture capture{GetParam()};
  const auto thirty_come = [&] {
    for (std::uint32_t person = 0; person < 30; ++person) capture.port->arrive(attach(person));
    capture.settle();
  };
  thirty_come();
  const auto lists = test::lists_of({{imsi_of(3), ListedAs::opted_out()},
                                     {imsi_of(4), ListedAs::opted_out()},
                                     {imsi_of(99), ListedAs::opted_out()}});
  capture.pipeline->replace_lists(lists);
  thirty_come();
  EXPECT_EQ(capture.pipeline->totals().joined.opted_out, 0u) << "the day has its lists";
  capture.clock.pass(16 * 3600);  // 04:00
  capture.settle();
  thirty_come();
  capture.pipeline->replace_lists(nullptr);
  capture.clock.pass(24 * 3600);
  capture.settle();
  thirty_come();
  capture.pipeline->stop();
  const auto days = capture.of(Statistic::visitors);
  ASSERT_EQ(days.size(), 3u);
  EXPECT_EQ(people(days[0]), 30u);
  EXPECT_EQ(people(days[1]), 28u);
  EXPECT_EQ(people(days[2]), 30u);
  EXPECT_EQ(capture.pipeline->totals().joined.opted_out, 2u);
}

TEST_P(CapturePipelineOf, LeavesOutWhoOptsOutInTheMiddleOfADay) {
  Capture capture{GetParam()};
  const auto thirty_come = [&] {
    for (std::uint32_t person = 0; person < 30; ++person) capture.port->arrive(attach(person));
    capture.settle();
  };
  thirty_come();
  EXPECT_FALSE(capture.pipeline->replace_lists(test::lists_of({{imsi_of(3), kOptedOut}})));
  EXPECT_FALSE(capture.pipeline->replace_lists(test::lists_of({{imsi_of(3), kOptedOut}})));
  capture.clock.pass(16 * 3600);  // 04:00
  capture.settle();
  thirty_come();
  EXPECT_TRUE(capture.pipeline->replace_lists(
      test::lists_of({{imsi_of(3), kOptedOut}, {imsi_of(4), kOptedOut}, {imsi_of(5), kOptedOut}})));
  capture.clock.pass(600);
  capture.settle();
  thirty_come();
  capture.pipeline->stop();
  const auto days = capture.of(Statistic::visitors);
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(people(days[0]), 30u);
  EXPECT_EQ(people(days[1]), 27u) << "of the whole day, though two were counted in the morning";
}

TEST_P(CapturePipelineOf, TellsAPersonOfAllQueuesFromAnother) {
  Capture capture{GetParam()};
  for (int time = 0; time < 4; ++time) {
    for (std::uint32_t person = 0; person < 30; ++person) {
      capture.port->arrive(attach(person, 1000u * static_cast<std::uint32_t>(time) + person));
    }
    capture.port->arrive(attach(
        99, 1000u * static_cast<std::uint32_t>(time) + 99));  // so that persons change their queue
  }
  capture.pipeline->stop();
  const auto day = capture.of(Statistic::visitors);
  ASSERT_EQ(day.size(), 1u);
  EXPECT_EQ(people(day[0]), 31u);
}

TEST_P(CapturePipelineOf, EndsEveryMessageInOneCounter) {
  Capture capture{GetParam()};
  for (std::uint32_t person = 0; person < 500; ++person) capture.port->arrive(attach(person));
  for (std::uint32_t person = 0; person < 50; ++person) capture.port->arrive(attach(person));
  capture.pipeline->stop();
  const CaptureTotals totals = capture.pipeline->totals();
  const Shard::Counters& c = totals.counted;
  EXPECT_EQ(c.no_event + c.retransmission + c.no_cell + c.late + c.test_network + c.table_full +
                totals.located(),
            550u);
}

}  // namespace
}  // namespace celltally
