// Several workers' events, brought into one order of time: the windows are those that one worker
// would have given, whoever runs ahead.

#include "daemon/shard_merge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <tuple>

#include "aggregate/calendar.hpp"
#include "daemon/inline_shard.hpp"
#include "daemon/ring_feed.hpp"
#include "daemon/window_merge.hpp"

namespace celltally {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
const Timestamp kMorning = Timestamp::from_seconds(1'768'446'000);  // 2026-01-15T03:00:00Z
const Shard::Limits kRoom{.people_max = 4096, .cells_max = 256, .visits_max = 16384};

Calendar utc() {
  return Calendar::in_zone("UTC").value();
}

// What one packet told a worker.
struct Told {
  std::size_t worker;
  Timestamp clock;  // the worker's own
  SignallingEvent event;
};

SignallingEvent event(std::uint64_t person, std::uint32_t cell, Timestamp at) {
  SignallingEvent event;
  event.at = at;
  event.kind = EventKind::attach;
  event.presence = Presence::exact;
  event.person = {person};
  event.known_by = KnownBy::identity;
  event.cell = Place{PlaceKind::ecgi, Plmn{0x00f110}, 0x100 + cell};
  return event;
}

std::uint64_t tag(std::uint64_t person) {
  return (person + 1) * 0x9e3779b97f4a7c15ull;
}

// Three days, with gaps, crowds, and packets that are older than those before them; in the order of
// the workers' clocks.
std::vector<Told> made_up(std::mt19937_64& random, std::size_t workers) {
  std::vector<Told> all;
  std::vector<Timestamp> latest(workers, kMorning);  // of each worker
  Timestamp clock = kMorning;
  while (clock < Timestamp{kMorning.ns + 3 * 86'400 * kSecond}) {
    const std::uint64_t kind = random() % 100;
    const std::int64_t pause_ns = kind < 60 ? static_cast<std::int64_t>(random() % kSecond)
                                  : kind < 98
                                      ? static_cast<std::int64_t>(random() % (900 * kSecond))
                                      : static_cast<std::int64_t>(random() % (9000 * kSecond));
    clock.ns += pause_ns;
    const std::int64_t late_ns =
        random() % 4 == 0 ? static_cast<std::int64_t>(random() % (300 * kSecond)) : 0;
    SignallingEvent told =
        event(tag(random() % 200), static_cast<std::uint32_t>(random() % 30), {clock.ns - late_ns});
    if (random() % 5 == 0) told.kind = EventKind::none;
    if (random() % 9 == 0) told.person = {};
    const std::size_t worker = random() % workers;
    latest[worker] = std::max(latest[worker], told.at);
    all.push_back({worker, latest[worker], told});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Told& a, const Told& b) { return a.clock < b.clock; });
  return all;
}

// A worker as far as a feed can tell.
class Speaker {
 public:
  Speaker(EventFeed& feed) : feed_(feed), calendar_(utc()) {}

  void say(Timestamp clock, const SignallingEvent& event) {
    if (clock >= feed_.next_due()) feed_.advance(clock);
    if (clock >= day_end_) {
      const Window day = calendar_.day(clock);
      feed_.begin_epoch(day.from);
      day_end_ = day.to;
    }
    feed_.count({&event, 1}, clock);
  }
  void begin_anew(std::uint64_t steps) {
    feed_.begin_anew(steps);
    day_end_ = {};
  }
  void finish() { feed_.finish(); }

 private:
  EventFeed& feed_;
  Calendar calendar_;
  Timestamp day_end_;
};

// In an order of their own; rows of a window added up, for several shards share them.
std::vector<std::string> in_words(const std::vector<EpochWindow>& windows) {
  std::vector<std::string> lines;
  for (const auto& [window, epoch] : windows) {
    std::string line = std::to_string(static_cast<int>(window.statistic)) + " " +
                       std::to_string(window.window.from.seconds()) + " epoch " +
                       std::to_string(epoch.seconds()) + (window.captured ? " " : " nothing ") +
                       std::to_string(window.people) + ":";
    for (const Tally& tally : window.tallies) {
      line += " " + to_text(tally.key.place) + "=" + std::to_string(tally.value) + "/" +
              std::to_string(tally.people);
    }
    for (const SeenCell& seen : window.cells_seen) line += " " + to_text(seen.cell);
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> by_one(const std::vector<Told>& all, Shard::Counters& counters) {
  Shard shard{kRoom, utc()};
  std::vector<EpochWindow> windows;
  InlineShard feed{shard, [&](EpochWindow window) { windows.push_back(std::move(window)); }};
  Speaker speaker{feed};
  for (const Told& told : all) speaker.say(told.clock, told.event);
  speaker.finish();
  counters = shard.counters();
  return in_words(windows);
}

// Workers and shards with the rings between them, all in the test's thread.
struct Grid {
  Grid(std::size_t workers, std::size_t shards, std::size_t ring_items,
       const Shard::Limits& room = kRoom)
      : closed(shards) {
    for (std::size_t s = 0; s < shards; ++s) {
      std::vector<EventRing*> of_shard;
      for (std::size_t w = 0; w < workers; ++w) {
        rings.push_back(std::make_unique<EventRing>(ring_items));
        of_shard.push_back(rings.back().get());
      }
      counting.push_back(std::make_unique<Shard>(room, utc()));
      merges.push_back(
          std::make_unique<ShardMerge>(*counting.back(), of_shard, [this](EpochWindow window) {
            const std::scoped_lock lock{closing};
            closed.add(std::move(window));
          }));
    }
    for (std::size_t w = 0; w < workers; ++w) {
      std::vector<EventRing*> of_worker;
      for (std::size_t s = 0; s < shards; ++s) of_worker.push_back(rings[s * workers + w].get());
      feeds.push_back(std::make_unique<RingFeed>(of_worker));
      speakers.emplace_back(*feeds.back());
    }
  }
  void run_merges() {
    for (const auto& merge : merges) {
      while (merge->step() > 0) {
      }
    }
  }

  std::mutex closing;  // guards what follows: a test may have a thread for each shard
  WindowMerge closed;
  std::vector<std::unique_ptr<EventRing>> rings;
  std::vector<std::unique_ptr<Shard>> counting;
  std::vector<std::unique_ptr<ShardMerge>> merges;
  std::vector<std::unique_ptr<RingFeed>> feeds;
  std::vector<Speaker> speakers;
};

// Each worker runs as far ahead as chance will have it.
std::vector<std::string> by_many(const std::vector<Told>& all, Grid& grid,
                                 std::mt19937_64& random) {
  const std::size_t workers = grid.speakers.size();
  std::vector<std::vector<Told>> queues(workers);
  for (const Told& told : all) queues[told.worker].push_back(told);
  std::vector<std::size_t> next(workers, 0);
  std::vector<std::size_t> running;
  for (std::size_t w = 0; w < workers; ++w) running.push_back(w);
  while (!running.empty()) {
    const std::size_t chosen = random() % running.size();
    const std::size_t w = running[chosen];
    for (std::size_t run = random() % 200; run > 0 && next[w] < queues[w].size();
         --run, ++next[w]) {
      grid.speakers[w].say(queues[w][next[w]].clock, queues[w][next[w]].event);
    }
    if (next[w] == queues[w].size()) {
      grid.speakers[w].finish();
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(chosen));
    }
    if (random() % 3 == 0) grid.run_merges();
  }
  grid.run_merges();
  for (const auto& merge : grid.merges) EXPECT_TRUE(merge->finished());
  return in_words(grid.closed.take());
}

TEST(ShardMerge, GivesTheWindowsOfOneWorkerWhoeverRunsAhead) {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random{seed};
    const std::size_t workers = 1 + seed % 4, shards = 1 + seed % 3;
    const std::vector<Told> all = made_up(random, workers);
    Shard::Counters one{};
    const std::vector<std::string> expected = by_one(all, one);
    Grid grid{workers, shards, 1u << 17};
    const std::vector<std::string> windows = by_many(all, grid, random);
    EXPECT_EQ(windows, expected);
    std::uint64_t late = 0, people = 0, no_event = 0;
    for (const auto& shard : grid.counting) {
      late += shard->counters().late;
      people += shard->counters().counted_person;
      no_event += shard->counters().no_event;
    }
    for (const auto& feed : grid.feeds) no_event += feed->counters().no_event;
    EXPECT_EQ(late, one.late);
    EXPECT_EQ(people, one.counted_person);
    EXPECT_EQ(no_event, one.no_event);
  }
}

// There is room for one cell: that of the event that comes first.
TEST(ShardMerge, CountsInTheOrderOfTheWorkersClocksWhateverTheOrderOfTheirItems) {
  Shard::Limits one_cell = kRoom;
  one_cell.cells_max = 1;
  std::mt19937_64 random{5};
  for (int round = 0; round < 200; ++round) {
    constexpr std::size_t kWorkers = 3;
    Grid grid{kWorkers, 1, 4096, one_cell};
    std::vector<Told> all;
    for (std::uint32_t cell = 0; cell < 12; ++cell) {
      const Timestamp at{kMorning.ns + static_cast<std::int64_t>(random() % (3 * kSecond))};
      all.push_back({random() % kWorkers, at, event(tag(cell), cell, at)});
    }
    std::sort(all.begin(), all.end(),
              [](const Told& a, const Told& b) { return a.clock < b.clock; });
    const std::string first = to_text(all.front().event.cell);
    const std::vector<std::string> windows = by_many(all, grid, random);
    EXPECT_TRUE(std::any_of(windows.begin(), windows.end(), [&](const std::string& line) {
      return line.find(first) != std::string::npos;
    })) << round;
    EXPECT_EQ(grid.counting[0]->counters().table_full, 11u) << round;
  }
}

// Each worker sends to one shard until that ring is full; neither shard has heard from the other
// worker since.
TEST(ShardMerge, LetsNobodyWaitInACircle) {
  constexpr std::uint64_t kEvents = 20'000;
  Grid grid{2, 2, 16};
  std::vector<std::thread> threads;
  for (std::size_t w = 0; w < 2; ++w) {
    threads.emplace_back([&grid, w] {
      for (std::uint64_t i = 0; i < kEvents; ++i) {
        const Timestamp at{kMorning.ns + static_cast<std::int64_t>(2 * i + w)};
        grid.speakers[w].say(at,
                             event((w << 63) + i + 1, 1, at));  // the highest bit says the shard
      }
      grid.speakers[w].finish();
    });
  }
  for (const auto& merge : grid.merges) {
    threads.emplace_back([&] {
      while (!merge->finished()) merge->step();
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& shard : grid.counting) {
    EXPECT_EQ(shard->counters().counted_person + shard->counters().table_full, kEvents);
  }
}

TEST(ShardMerge, WaitsForAWorkerThatIsBehindAndForNoneThatRests) {
  Grid grid{2, 1, 4096};
  grid.speakers[0].say(kMorning, event(tag(1), 1, kMorning));
  grid.run_merges();
  EXPECT_EQ(grid.counting[0]->counters().counted_person, 0u) << "the other may begin earlier";
  grid.feeds[1]->rest();
  grid.run_merges();
  EXPECT_EQ(grid.counting[0]->counters().counted_person, 1u);

  const Timestamp later{kMorning.ns + 7200 * kSecond};
  grid.speakers[1].say(kMorning, event(tag(2), 1, kMorning));
  grid.speakers[0].say(later, event(tag(1), 1, later));
  grid.run_merges();
  EXPECT_TRUE(grid.closed.take().empty()) << "the other may still be in the first hour";
  grid.speakers[1].finish();
  grid.run_merges();
  EXPECT_FALSE(grid.closed.take().empty());
}

TEST(ShardMerge, EndsTheEpochWhenAllWorkersSawTheClockBeingSet) {
  Grid grid{2, 1, 4096};
  const Timestamp earlier{kMorning.ns - 3600 * kSecond};
  for (Speaker& speaker : grid.speakers) speaker.say(kMorning, event(tag(1), 1, kMorning));
  grid.speakers[0].begin_anew(1);
  grid.speakers[0].say(earlier, event(tag(7), 1, earlier));
  grid.run_merges();
  EXPECT_TRUE(grid.closed.take().empty());
  grid.speakers[1].begin_anew(2);  // saw two settings as one
  grid.run_merges();
  EXPECT_FALSE(grid.closed.take().empty());
  grid.speakers[0].begin_anew(2);
  for (Speaker& speaker : grid.speakers) speaker.say(earlier, event(tag(7), 1, earlier));
  for (Speaker& speaker : grid.speakers) speaker.finish();
  grid.run_merges();
  EXPECT_TRUE(grid.merges[0]->finished());
  std::uint64_t people = 0;
  for (const EpochWindow& closed : grid.closed.take()) {
    if (closed.window.statistic == Statistic::visitors) people += closed.window.people;
  }
  EXPECT_EQ(people, 2u) << "once between the settings, once after them";
}

}  // namespace
}  // namespace celltally
