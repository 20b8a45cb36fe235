#pragma once

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "ship/sink_state_file.hpp"
#include "tests/ship/outbox_files.hpp"
#include "tests/ship/running_shipper.hpp"

namespace celltally::testing {

// A shipper of one sink that is killed at random moments while the probe writes segments and
// removes what is acknowledged. The test's process must have no other threads while it forks.
class KilledShipper : public ::testing::Test {
 protected:
  using MakeSink = std::function<std::unique_ptr<Sink>()>;
  static constexpr std::size_t kRows = 40;
  static constexpr int kNotConserved = 3;

  // A shipper in a process of its own, killed within `most`; segments are written meanwhile.
  void live_and_die(const MakeSink& make, std::chrono::milliseconds most) {
    const pid_t child = fork();
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      RunningShipper running{outbox_.folder(), state_, one_sink(make)};
      const bool lost = running.run_until(
          [](const ShipperView& view) { return !conserves(view.sinks[0].tally); });
      _exit(lost ? kNotConserved : 0);
    }
    ASSERT_GT(child, 0);
    const auto lives = std::chrono::microseconds{random_()} % std::chrono::microseconds{most};
    const auto dies = std::chrono::steady_clock::now() + lives;
    while (std::chrono::steady_clock::now() < dies) {
      if (written_ < segments_) outbox_.add(made_segment(++written_, kRows));
      meanwhile_();
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        << "it ended by itself: " << WEXITSTATUS(status);
    look_at_what_it_left();
  }

  void deliver_the_rest(const MakeSink& make) {
    RecordProperty("lives_that_delivered", lives_that_delivered_);
    while (written_ < segments_) outbox_.add(made_segment(++written_, kRows));
    RunningShipper running{outbox_.folder(), state_, one_sink(make)};
    ASSERT_TRUE(running.run_until([&](const ShipperView& view) {
      meanwhile_();
      EXPECT_TRUE(conserves(view.sinks[0].tally));
      return view.sinks[0].tally.done == segments_;
    }));
    const SinkTally tally = running.shipper().view().sinks[0].tally;
    EXPECT_EQ(tally.closed, segments_);
    EXPECT_EQ(tally.delivered, segments_);
    running.stop();
    EXPECT_EQ(file_text(state_ + "/acknowledged"), std::to_string(segments_) + "\n");
  }

  TemporaryFolder folder_;
  OutboxFiles outbox_{folder_.path("outbox")};
  std::string state_ = folder_.path("state");
  std::mt19937 random_{20260101};
  std::uint64_t segments_ = 0;
  std::function<void()> meanwhile_ = [] {};  // called about every millisecond

 private:
  static std::vector<NamedSink> one_sink(const MakeSink& make) {
    using std::chrono::milliseconds;
    std::vector<NamedSink> sinks;
    sinks.push_back(
        {"one", make(), {.wait_first = milliseconds{10}, .wait_most = milliseconds{50}}});
    return sinks;
  }
  static bool conserves(const SinkTally& tally) {
    return tally.closed == tally.delivered + tally.waiting + tally.refused + tally.dropped;
  }
  // It never says less than before, nor more than the sink's state; then the probe removes it.
  void look_at_what_it_left() {
    const std::string text = file_text(state_ + "/acknowledged");
    const std::uint64_t now = text.empty() ? 0 : std::stoull(text);
    EXPECT_GE(now, acknowledged_);
    EXPECT_LE(now, written_);
    const auto state = load_sink_state(state_ + "/sink-one.json");
    ASSERT_TRUE(state) << state.error();
    EXPECT_LE(now, *state ? (*state)->done : 0);
    if (now > acknowledged_) ++lives_that_delivered_;
    while (acknowledged_ < now) {
      std::filesystem::remove(outbox_.path_of(made_segment(++acknowledged_).header));
    }
  }

  std::uint64_t written_ = 0;
  std::uint64_t acknowledged_ = 0;
  int lives_that_delivered_ = 0;
};

}  // namespace celltally::testing
