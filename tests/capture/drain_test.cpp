#include "capture/drain.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace celltally {
namespace {

struct Outcome {
  std::size_t polls = 0;
  bool dry = false;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// Polls that give these numbers of packets and then none, one in every 10 ns.
Outcome drained(const Drain::Plan& plan, const std::vector<std::size_t>& polls,
                std::size_t afterwards = 0) {
  Drain drain{plan};
  Outcome outcome;
  std::int64_t now = 0;
  for (;;) {
    const std::size_t packets = outcome.polls < polls.size() ? polls[outcome.polls] : afterwards;
    ++outcome.polls;
    now += 10;
    if (!drain.goes_on(packets, now)) break;
  }
  outcome.dry = drain.is_dry();
  return outcome;
}

TEST(Drain, EndsAfterEmptyPollsInARow) {
  EXPECT_EQ(drained({.empty_polls = 3, .deadline_ns = 1000}, {}), (Outcome{3, true}));
  EXPECT_EQ(drained({.empty_polls = 1, .deadline_ns = 1000}, {}), (Outcome{1, true}));
  EXPECT_EQ(drained({.empty_polls = 3, .deadline_ns = 1000}, {32, 0, 0, 1, 0, 5}),
            (Outcome{9, true}));
}

TEST(Drain, WaitsForWhatTheSourceHoldsBack) {
  EXPECT_EQ(drained({.empty_polls = 2, .quiet_ns = 100, .deadline_ns = 1000}, {1}),
            (Outcome{12, true}));
  EXPECT_EQ(drained({.empty_polls = 2, .quiet_ns = 100, .deadline_ns = 1000}, {1, 0, 0, 0, 1}),
            (Outcome{16, true}));
}

TEST(Drain, StopsAtTheDeadlineAndTellsThatPacketsMayBeLeft) {
  EXPECT_EQ(drained({.empty_polls = 3, .deadline_ns = 500}, {}, 1), (Outcome{50, false}));
  EXPECT_EQ(drained({.empty_polls = 3, .deadline_ns = 0}, {}), (Outcome{1, false}));
}

TEST(Drain, IsDryWhenTheLastPollWasAtTheDeadline) {
  EXPECT_EQ(drained({.empty_polls = 3, .deadline_ns = 30}, {}), (Outcome{3, true}));
}

}  // namespace
}  // namespace celltally
