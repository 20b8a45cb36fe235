#include "ship/shipper.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/capture/temporary_folder.hpp"
#include "tests/ship/fake_sinks.hpp"
#include "tests/ship/outbox_files.hpp"
#include "tests/ship/running_shipper.hpp"

namespace celltally {
namespace {

using namespace std::chrono_literals;
using testing::FakeSink;
using testing::file_text;
using testing::HangingSink;
using testing::made_segment;
using testing::OutboxFiles;
using testing::RunningShipper;
using testing::Taken;
using Sequences = std::vector<std::uint64_t>;

class ShipperTest : public ::testing::Test {
 protected:
  template <typename... Made>
  std::vector<NamedSink> sinks(std::pair<const char*, Made>... made) {
    std::vector<NamedSink> all;
    (all.push_back({made.first, std::move(made.second), {.wait_first = 10ms, .wait_most = 20ms}}),
     ...);
    return all;
  }
  template <typename Kind, typename... Arguments>
  static std::pair<const char*, std::unique_ptr<Sink>> sink(const char* name,
                                                            Arguments... arguments) {
    return {name, std::make_unique<Kind>(std::move(arguments)...)};
  }

  testing::TemporaryFolder folder_;
  OutboxFiles outbox_{folder_.path("outbox")};
  std::string state_ = folder_.path("state");
  std::shared_ptr<Taken> taken_ = std::make_shared<Taken>();
  std::shared_ptr<Taken> others_ = std::make_shared<Taken>();
};

TEST_F(ShipperTest, CarriesWhatIsThereAndWhatComesLaterAndAcknowledgesIt) {
  for (std::uint64_t i = 1; i <= 3; ++i) outbox_.add(made_segment(i));
  RunningShipper running{outbox_.folder(), state_, sinks(sink<FakeSink>("one", taken_))};
  ASSERT_TRUE(running.run_until_delivered(3));
  outbox_.add(made_segment(4));
  ASSERT_TRUE(running.run_until_delivered(4));
  running.stop();
  EXPECT_EQ(taken_->all(), (Sequences{1, 2, 3, 4}));
  EXPECT_EQ(file_text(state_ + "/acknowledged"), "4\n");
  EXPECT_EQ(running.log(), "");
}

TEST_F(ShipperTest, GoesOnWhereItWasAfterARestart) {
  for (std::uint64_t i = 1; i <= 5; ++i) {
    outbox_.add(made_segment(i));
    RunningShipper running{outbox_.folder(), state_, sinks(sink<FakeSink>("one", taken_))};
    ASSERT_TRUE(running.run_until_delivered(i));
  }
  EXPECT_EQ(taken_->all(), (Sequences{1, 2, 3, 4, 5}));
}

TEST_F(ShipperTest, DeadSinkDelaysNobodyElseAndHoldsTheAcknowledgement) {
  const auto gate = std::make_shared<HangingSink::Gate>();
  for (std::uint64_t i = 1; i <= 20; ++i) outbox_.add(made_segment(i));
  RunningShipper running{
      outbox_.folder(), state_,
      sinks(sink<FakeSink>("good", taken_), sink<HangingSink>("hangs", gate, true),
            sink<FakeSink>("down", others_,
                           [](const Segment&) { return Delivery::try_again("no route"); }))};
  ASSERT_TRUE(running.run_until([](const ShipperView& view) {
    return view.sinks[0].tally.delivered == 20 && view.sinks[2].tally.attempts >= 3;
  }));
  EXPECT_TRUE(gate->entered);
  EXPECT_EQ(running.shipper().view().sinks[1].tally.waiting, 20u);
  running.stop();
  EXPECT_EQ(taken_->all().size(), 20u);
  EXPECT_TRUE(others_->all().empty());
  EXPECT_EQ(file_text(state_ + "/acknowledged"), "0\n");
}

TEST_F(ShipperTest, SinkThatHangsForEverDoesNotHoldUpTheStop) {
  const auto gate = std::make_shared<HangingSink::Gate>();
  outbox_.add(made_segment(1));
  RunningShipper running{outbox_.folder(), state_, sinks(sink<HangingSink>("stuck", gate, false)),
                         [](ShipperSettings& settings) { settings.stop_within = 100ms; }};
  ASSERT_TRUE(running.run_until([&](const ShipperView&) { return gate->entered.load(); }));
  running.stop();
  EXPECT_EQ(running.log(), "sink stuck: hangs, and is left to end with the process\n");
  gate->let_go();  // its thread may end now, with everything it refers to
  std::this_thread::sleep_for(50ms);
}

TEST_F(ShipperTest, StopsAtOnceWhileItWaitsForALongTime) {
  outbox_.add(made_segment(1));
  std::vector<NamedSink> all;
  all.push_back({"down",
                 std::make_unique<FakeSink>(
                     taken_, [](const Segment&) { return Delivery::try_again("no route"); }),
                 {.wait_first = 10min, .wait_most = 10min}});
  RunningShipper running{outbox_.folder(), state_, std::move(all)};
  ASSERT_TRUE(
      running.run_until([](const ShipperView& view) { return view.sinks[0].tally.attempts == 1; }));
  running.stop();
  EXPECT_EQ(running.log().find("hangs"), std::string::npos);
}

TEST_F(ShipperTest, ARenewalTriesAgainAtOnceAndSetsTheLimits) {
  const auto mended = std::make_shared<std::atomic<bool>>(false);
  outbox_.add(made_segment(1));
  std::filesystem::last_write_time(outbox_.path_of(made_segment(1).header),
                                   std::filesystem::file_time_type::clock::now() - 2h);
  std::vector<NamedSink> made = sinks(sink<FakeSink>("one", taken_, [mended](const Segment&) {
    return *mended ? Delivery::accepted() : Delivery::try_again("no password");
  }));
  made[0].delivery = {.wait_first = 1h, .wait_most = 1h};
  RunningShipper running{outbox_.folder(), state_, std::move(made)};
  ASSERT_TRUE(running.run_until([](const ShipperView& view) {
    return view.sinks[0].tally.attempts == 1 && view.sinks[0].oldest_waiting.has_value();
  }));
  const std::int64_t age_ns =
      Now::read().wall.ns - running.shipper().view().sinks[0].oldest_waiting->ns;
  EXPECT_GE(age_ns, std::chrono::nanoseconds{2h}.count());
  *mended = true;
  running.shipper().renew({});
  ASSERT_TRUE(running.run_until_delivered(1));
  EXPECT_FALSE(running.shipper().view().sinks[0].oldest_waiting);
}

TEST_F(ShipperTest, DamagedSegmentIsPassedOverAndCounted) {
  const Segment first = outbox_.add(made_segment(1));
  outbox_.add(made_segment(2));
  const std::string path = outbox_.path_of(first.header);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 40);
  RunningShipper running{outbox_.folder(), state_, sinks(sink<FakeSink>("one", taken_))};
  ASSERT_TRUE(running.run_until_delivered(1));
  const SinkTally tally = running.shipper().view().sinks[0].tally;
  EXPECT_EQ(tally.damaged, 1u);
  EXPECT_EQ(tally.closed, tally.delivered + tally.waiting + tally.refused + tally.dropped);
  EXPECT_NE(running.log().find("sink one: a damaged segment is passed over: "), std::string::npos)
      << running.log();
}

TEST_F(ShipperTest, StateThatIsNotWholeIsToldAndEverythingComesAgain) {
  for (std::uint64_t i = 1; i <= 3; ++i) outbox_.add(made_segment(i));
  const std::string state_file = state_ + "/sink-one.json";
  {
    RunningShipper running{outbox_.folder(), state_, sinks(sink<FakeSink>("one", taken_))};
    ASSERT_TRUE(running.run_until_delivered(3));
  }
  const std::string whole = file_text(state_file);
  std::filesystem::create_directories(folder_.path("ruins"));
  for (const std::string& text : {std::string{}, whole.substr(0, whole.size() / 2),
                                  std::string(200, '\0'), std::string{"[]"}, std::string{"{}"}}) {
    std::ofstream{state_file, std::ios::binary} << text;
    const auto again = std::make_shared<Taken>();
    RunningShipper running{outbox_.folder(), state_, sinks(sink<FakeSink>("one", again))};
    ASSERT_TRUE(running.run_until_delivered(3));
    EXPECT_EQ(running.log(), "sink one: " + state_file +
                                 ": is not the state of a sink; all that lies in the outbox is "
                                 "delivered again\n");
    running.stop();
    EXPECT_EQ(again->all(), (Sequences{1, 2, 3}));
    EXPECT_EQ(file_text(state_file), whole);
  }
}

TEST_F(ShipperTest, FullStateDiskIsToldAndAcknowledgesNothing) {
  outbox_.add(made_segment(1));
  std::filesystem::create_directories(state_);
  // A folder where the file would be made fails for root, too.
  std::filesystem::create_directories(state_ + "/sink-one.json.part");
  RunningShipper running{outbox_.folder(), state_, sinks(sink<FakeSink>("one", taken_))};
  ASSERT_TRUE(running.run_until(
      [](const ShipperView& view) { return !view.sinks[0].state_problem.empty(); }));
  ASSERT_TRUE(running.run_until_delivered(1));
  EXPECT_EQ(running.shipper().view().sinks[0].state_problem,
            state_ + "/sink-one.json: cannot be written: Is a directory");
  EXPECT_FALSE(std::filesystem::exists(state_ + "/acknowledged"));
  std::filesystem::remove(state_ + "/sink-one.json.part");
  outbox_.add(made_segment(2));
  ASSERT_TRUE(running.run_until_delivered(2));
  running.stop();
  EXPECT_EQ(file_text(state_ + "/acknowledged"), "2\n");
}

TEST_F(ShipperTest, OutboxThatIsNotThereYetIsWaitedFor) {
  const std::string later = folder_.path("later");
  RunningShipper running{later, state_, sinks(sink<FakeSink>("one", taken_))};
  EXPECT_EQ(running.log(), "outbox: " + later + ": cannot be listed: No such file or directory\n");
  OutboxFiles files{later};
  files.add(made_segment(1));
  ASSERT_TRUE(running.run_until_delivered(1));
  EXPECT_TRUE(running.shipper().view().outbox.problem.empty());
}

TEST_F(ShipperTest, ForeignFilesInTheOutboxAreNotLookedAt) {
  outbox_.add(made_segment(1));
  for (const char* name : {"probe.json", "x.segment", "00000000000000000002.presence.segment",
                           "00000000000000000002.presence.20260101T120000Z.segment.part"}) {
    std::ofstream{outbox_.folder() + "/" + name} << "whatever";
  }
  std::filesystem::create_directories(outbox_.folder() + "/quarantine");
  RunningShipper running{outbox_.folder(), state_, sinks(sink<FakeSink>("one", taken_))};
  ASSERT_TRUE(running.run_until_delivered(1));
  EXPECT_EQ(running.shipper().view().outbox.segments, 1u);
}

TEST(Shipper, SaysWhatIsWrongBeforeItStarts) {
  const testing::TemporaryFolder folder;
  uv_loop_t loop;
  uv_loop_init(&loop);
  const auto start = [&](const std::string& state, const std::string& address) {
    ShipperSettings settings;
    settings.outbox_folder = folder.path("outbox");
    settings.state_folder = state;
    settings.http_address = address;
    settings.http_port = 0;
    auto shipper =
        Shipper::start(&loop, settings, {}, std::make_shared<OutboxSource>(settings.outbox_folder),
                       [](LogLevel, const std::string&) {});
    return shipper ? std::string{} : shipper.error();
  };
  EXPECT_EQ(start(folder.path("none"), "127.0.0.1"),
            folder.path("none") + ": is no folder; make it, for the shipper to write in");
  EXPECT_EQ(start(folder.path(""), "localhost"),
            "\"localhost\" is not an address; write one as 127.0.0.1 or ::1");
  EXPECT_EQ(start(folder.path(""), "192.0.2.1"),
            "cannot listen on 192.0.2.1 port 0: Cannot assign requested address");
  EXPECT_EQ(uv_loop_close(&loop), 0);
}

}  // namespace
}  // namespace celltally
