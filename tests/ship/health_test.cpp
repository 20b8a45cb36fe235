#include "ship/health.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "tests/ship/made_view.hpp"

namespace celltally {
namespace {

using testing::made_now;
using testing::made_report;
using testing::made_view;
using Problems = std::vector<std::string>;

Problems problems_of(const ShipperView& view, std::int64_t later_s = 0) {
  return health_problems(view, HealthLimits{}, made_now(later_s));
}

TEST(Health, IsGreenWhenAllIsWell) {
  EXPECT_EQ(problems_of(made_view()), Problems{});
}

TEST(Health, EachRuleTurnsRedWithItsReason) {
  const auto report = [](const std::string& changes) {
    return [changes](ShipperView& view) {
      view.probe.saw(probe_report_from(made_report(made_now(), changes)), made_now());
    };
  };
  const struct {
    const char* rule;
    std::function<void(ShipperView&)> change;
    const char* problem;
  } cases[] = {
      {"nothing captured", report(",\"seconds_since_packet\":901"),
       "probe: no packet for 901 s (limit 900 s)"},
      {"link down", report(",\"ports_up\":1"), "probe: the link of 1 of 2 ports is down"},
      {"clock", report(",\"clock_synchronised\":false"), "probe: the clock is not synchronised"},
      {"key", report(",\"key_overdue\":true,\"key_age_s\":90000"),
       "probe: the key should have been replaced; it is 90000 s old"},
      {"probe cannot write", report(",\"outbox_trouble\":\"/x: cannot be written: full\""),
       "probe: /x: cannot be written: full"},
      {"tables", report(",\"tables_full_total\":7"),
       "probe: 7 times something was not counted, for a table was full"},
      {"refused", report(",\"windows_refused_total\":3"),
       "probe: 3 windows were not released; celltally status says why"},
      {"no report",
       [](ShipperView& view) {
         view.probe.saw(fail(std::string{"/x/probe.json: cannot open: No such file"}), made_now());
       },
       "probe: /x/probe.json: cannot open: No such file"},
      {"outbox high", [](ShipperView& view) { view.outbox.bytes = 600'000'000; },
       "outbox: 600000000 bytes (limit 536870912)"},
      {"outbox gone", [](ShipperView& view) { view.outbox.problem = "/x: cannot list: gone"; },
       "outbox: /x: cannot list: gone"},
      {"undelivered, the sink is slow",
       [](ShipperView& view) {
         view.sinks[1].oldest_waiting = Timestamp::from_seconds(testing::kSomeHour - 21'601);
         view.sinks[1].tally.last_error = "no route";
       },
       "sink upstream: the oldest of 10 segments waiting is 21601 s old (limit 21600 s)"},
      {"undelivered, the sink fails",
       [](ShipperView& view) {
         view.sinks[1].oldest_waiting = Timestamp::from_seconds(testing::kSomeHour - 21'601);
         view.sinks[1].tally.failing_since = Timestamp::from_seconds(testing::kSomeHour - 5);
         view.sinks[1].tally.last_error = "no route";
       },
       "sink upstream: the oldest of 10 segments waiting is 21601 s old (limit 21600 s): no "
       "route"},
      {"refused",
       [](ShipperView& view) {
         view.sinks[0].tally.refused = 2;
         view.sinks[0].refused_names = {"3 presence x", "4 presence y"};
       },
       "sink local: 2 segments were refused and put aside, the last: 4 presence y"},
      {"damaged", [](ShipperView& view) { view.sinks[0].tally.damaged = 1; },
       "sink local: 1 segments came damaged"},
      {"state", [](ShipperView& view) { view.sinks[0].state_problem = "/s: cannot write: full"; },
       "sink local: its state is not saved: /s: cannot write: full"},
  };
  for (const auto& [rule, change, problem] : cases) {
    ShipperView view = made_view();
    change(view);
    EXPECT_EQ(problems_of(view), Problems{problem}) << rule;
  }
}

TEST(Health, OldReportIsNoReport) {
  EXPECT_EQ(problems_of(made_view(), 60), Problems{});
  EXPECT_EQ(problems_of(made_view(), 61), Problems{"probe: its report is 61 s old (limit 60 s)"});
  EXPECT_EQ(problems_of(made_view(), -61), Problems{"probe: its report is -61 s old (limit 60 s)"})
      << "the clock was set back";
}

TEST(Health, SinkThatFailsIsNoProblemBeforeASegmentHasWaitedTooLong) {
  ShipperView view = made_view();
  view.sinks[0].tally.failing_since = Timestamp::from_seconds(testing::kSomeHour - 100'000);
  EXPECT_EQ(problems_of(view), Problems{}) << "nothing waits";
  view.sinks[0].oldest_waiting = Timestamp::from_seconds(testing::kSomeHour - 21'600);
  EXPECT_EQ(problems_of(view), Problems{});
}

TEST(Health, TheOldestSegmentThatWaitsIsTheFirstThatIsNotDone) {
  const auto at = [](std::int64_t second) { return Timestamp::from_seconds(second); };
  const std::vector<ListedSegment> listed{{3, 1, at(30)}, {4, 1, {}}, {6, 1, at(60)}};
  EXPECT_EQ(oldest_after(listed, 0), at(30));
  EXPECT_EQ(oldest_after(listed, 3), at(60)) << "when the other was written is not known";
  EXPECT_EQ(oldest_after(listed, 6), std::nullopt);
  EXPECT_EQ(oldest_after({}, 0), std::nullopt);
}

// Loss is that of the last minutes: an old loss is forgiven, a new one is seen.
TEST(Health, SharesAreThoseOfNow) {
  const auto counters = [](int packets, int lost, int damaged) {
    return ",\"packets_total\":" + std::to_string(packets) +
           ",\"packets_lost_total\":" + std::to_string(lost) +
           ",\"packets_damaged_total\":" + std::to_string(damaged);
  };
  ShipperView view = made_view();
  view.probe = {};
  const auto saw = [&](std::int64_t at, const std::string& changes) {
    view.probe.saw(probe_report_from(made_report(made_now(at), changes)), made_now(at));
  };
  saw(0, counters(1'000'000, 500'000, 400'000));
  EXPECT_EQ(problems_of(view, 0), Problems{}) << "nothing to compare with yet";
  saw(10, counters(1'009'800, 500'200, 402'000));
  EXPECT_EQ(problems_of(view, 10),
            (Problems{"probe: 2.00 % of the packets are lost (limit 1.00 %)",
                      "probe: 20.41 % of the packets are damaged (limit 10.00 %)"}));
  for (std::int64_t at = 20; at <= 400; at += 10) {
    saw(at, counters(1'009'800 + static_cast<int>(at) * 1000, 500'200, 402'000));
  }
  EXPECT_EQ(problems_of(view, 400), Problems{}) << "forgiven";
  saw(410, counters(1000, 500, 0));
  EXPECT_EQ(problems_of(view, 410), Problems{}) << "a probe started anew";
}

TEST(Health, RulesCanBeSwitchedOff) {
  HealthLimits off;
  off.probe_silent = off.no_packet = std::chrono::seconds{0};
  off.outbox_bytes = 0;
  ShipperView view = made_view();
  view.probe = {};
  view.outbox.bytes = 1ull << 40;
  EXPECT_EQ(health_problems(view, off, made_now()), Problems{});
}

// The probe's folder is the probe's: what stands there must not stop the shipper, nor lead
// elsewhere.
TEST(ProbeReport, IsAFileAndNothingElse) {
  std::string folder = "/tmp/celltally-report-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const std::string path = folder + "/probe.json";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  alarm(20);  // opening it would wait for a writer
  EXPECT_FALSE(read_probe_report(path));
  alarm(0);
  std::filesystem::remove(path);
  std::ofstream{folder + "/elsewhere"} << made_report(made_now());
  std::filesystem::create_symlink("elsewhere", path);
  EXPECT_FALSE(read_probe_report(path));
  std::filesystem::rename(folder + "/elsewhere", path);
  EXPECT_TRUE(read_probe_report(path));
  std::filesystem::remove_all(folder);
}

TEST(ProbeReport, OddFilesAreToldAndNeverTaken) {
  const struct {
    const char* json;
    const char* problem;
  } cases[] = {
      {"", "is not an object of JSON"},
      {"{\"at\":", "is not an object of JSON"},
      {"[1]", "is not an object of JSON"},
      {"{}", "says no time, as \"at\":\"2026-01-01T12:00:00Z\""},
      {"{\"at\":17}", "says no time, as \"at\":\"2026-01-01T12:00:00Z\""},
      {"{\"at\":\"yesterday\"}", "says no time, as \"at\":\"2026-01-01T12:00:00Z\""},
  };
  for (const auto& [json, problem] : cases) {
    const auto report = probe_report_from(json);
    ASSERT_FALSE(report) << json;
    EXPECT_EQ(report.error(), problem) << json;
  }
}

}  // namespace
}  // namespace celltally
