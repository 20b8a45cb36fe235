// What is left of a way when it is settled, and that no number is another for it.

#include "aggregate/visit_pruner.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "aggregate/visit_rules.hpp"
#include "aggregate/whereabouts.hpp"
#include "tests/aggregate/packet_stream.hpp"
#include "tests/aggregate/random_days.hpp"
#include "tests/aggregate/visits_of.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kNoon = 8 * 3600;  // of a day that begins at 04:00

// Visits written as "A10-50 B60 C70": a cell, the first second and the last, after noon.
std::vector<Visit> visits_from(const std::string& words) {
  std::vector<Visit> visits;
  for (std::size_t at = 0; at < words.size(); at = words.find_first_not_of(' ', at)) {
    const auto cell = static_cast<std::uint32_t>(words[at] - 'A');
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string times = words.substr(at + 1, end - at - 1);
    const std::size_t dash = times.find('-');
    const auto first = static_cast<std::uint32_t>(std::stoul(times));
    const auto last = dash == std::string::npos
                          ? first
                          : static_cast<std::uint32_t>(std::stoul(times.substr(dash + 1)));
    visits.push_back(test::visit(cell, kNoon + first, kNoon + last));
    at = end;
  }
  return visits;
}

std::string in_words(const std::vector<Visit>& visits) {
  std::string words;
  for (const Visit& visit : visits) {
    words += words.empty() ? "" : " ";
    words += static_cast<char>('A' + visit.cell);
    words += std::to_string(visit.first - kNoon);
    if (visit.first != visit.last) words += "-" + std::to_string(visit.last - kNoon);
    if (visit.pruned) words += "*";
  }
  return words;
}

struct Case {
  const char* why;
  const char* before;
  const char* after;
  std::uint32_t from = kNoon;
  std::uint32_t until = kNoon + 1000;
};

TEST(VisitPruner, KeepsTheEndsOfAWay) {
  const Case cases[] = {
      {"a way", "A0-50 B60 C70 D80 E90 F95-300", "A0-50 B60 E90* F95-300"},
      {"both ways", "A0-9 B10 C20 D30 E40-90 D91 C92 B93 A95-99",
       "A0-9 B10 D30* E40-90 D91 B93* A95-99"},
      {"too few", "A0-50 B60 C70 D80-300", "A0-50 B60 C70 D80-300"},
      {"there is nothing before", "B60 C70 D80 E90-99", "B60 C70 D80 E90-99"},
      {"a visit with a length on the way", "A0-50 B60 C70 D80-85 E90 F95 G99-300",
       "A0-50 B60 C70 D80-85 E90 F95 G99-300"},
      {"there and back: the same cell on either side", "A0-50 B60 C70 B80 D90-99",
       "A0-50 B60 C70 B80 D90-99"},
      {"one cell twice", "A0-50 B60 B70 C80 D90 E95-99", "A0-50 B60 B70 C80 D90 E95-99"},
      {"one cell twice at the end", "A0-50 B60 C70 D80 D90 E95-99", "A0-50 B60 C70 D80 D90 E95-99"},
      {"the beginning was in the cell", "B0-50 B60 C70 D80 E90-99", "B0-50 B60 C70 D80 E90-99"},
      {"in the night", "A0-50 B60 C70 D80 E90 F95-300", "A0-50 B60 C70 E90* F95-300", kNoon + 61},
      {"not settled", "A0-50 B60 C70 D80 E90 F95-300", "A0-50 B60 D80* E90 F95-300", kNoon,
       kNoon + 95},
      {"nothing is settled", "A0-50 B60 C70 D80 E90 F95-300", "A0-50 B60 C70 D80 E90 F95-300",
       kNoon, kNoon + 90},
  };
  for (const Case& one : cases) {
    VisitLog log{16};
    Person person{};
    std::vector<Visit> visits = visits_from(one.before);
    person.visits = 1;
    person.now = visits.back();
    visits.pop_back();
    for (const Visit& visit : visits) log.append(person.log, visit);
    VisitPruner pruner;
    pruner.settle(one.from, one.until);
    pruner.prune(log, person);
    EXPECT_EQ(in_words(test::visits_of(person, log)), one.after) << one.why;
  }
}

// Somebody's visits by the rules, once with all that comes and once pruned as the clock goes on.
struct Watched {
  CellTable cells{16};
  VisitLog log{4096};
  VisitRules::Counters counters;
  VisitRules rules{log, cells, counters};
  Person person{};

  explicit Watched(const std::vector<CellSite>& sites) {
    for (const CellSite& site : sites) cells.add(site.cell, CellSpot{}, Timestamp{});
  }
};

// A day of stays and ways, with late events. What settles is said as the shard says it.
class Traveller {
 public:
  Traveller(std::uint64_t seed, const std::vector<CellSite>& cells)
      : random_(seed), all_(cells), pruned_(cells) {}

  void live_a_day() {
    for (clock_ = below(4000); clock_ < 86'000; clock_ += 1 + below(way_ ? 90 : 1500)) {
      if (below(12) == 0) way_ = !way_;
      if (way_ || below(6) == 0) cell_ = below(12);
      settle();
      see();
      if (below(40) == 0) prune();
      expect_same_whereabouts();
    }
  }

  const Watched& all() const { return all_; }
  const Watched& pruned() const { return pruned_; }

 private:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

  void settle() {
    open_ =
        clock_ % 3600 < 60 && clock_ > 3600 ? clock_ / 3600 * 3600 - 3600 : clock_ / 3600 * 3600;
    // Presence of an hour closes 63 minutes after its middle.
    next_middle_ = clock_ < 5580 ? 1800 : (clock_ - 5580) / 3600 * 3600 + 5400;
    pruned_.rules.settle(test::kHour * 2 + DayReader::kHalfGapMaxS, std::min(open_, next_middle_));
  }

  void see() {
    const std::uint32_t late = below(8) == 0 ? below(clock_ - open_ + 1) : 0;
    const Sighting seen{.cell = cell_,
                        .second = clock_ - late,
                        .rank = static_cast<Visit::Rank>(below(10) == 0 ? below(3) : 0),
                        .arrives = below(60) == 0,
                        .leaves = below(60) == 0};
    all_.rules.see(all_.person, seen);
    pruned_.rules.see(pruned_.person, seen);
  }

  void prune() { pruned_.rules.prune(pruned_.person); }

  void expect_same_whereabouts() const {
    for (std::uint32_t second = next_middle_; second < clock_; second += 1800) {
      ASSERT_EQ(cell_at(all_.person, all_.log, second),
                cell_at(pruned_.person, pruned_.log, second))
          << second << " at " << clock_;
    }
  }

  std::mt19937_64 random_;
  Watched all_;
  Watched pruned_;
  std::uint32_t clock_ = 0, open_ = 0, next_middle_ = 0;
  std::uint32_t cell_ = 0;
  bool way_ = false;
};

TEST(VisitPruner, ChangesNoNumberOfTheDayNorWhereSomebodyIs) {
  const DayParts parts(Calendar::in_zone("UTC").value(), Timestamp::from_seconds(1'768'478'400));
  test::RandomDays random(5);
  std::size_t left_out = 0, kept = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    const std::vector<CellSite> cells = random.cells();
    Traveller traveller(seed, cells);
    traveller.live_a_day();
    ASSERT_FALSE(::testing::Test::HasFailure()) << seed;
    const Watched& all = traveller.all();
    const Watched& pruned = traveller.pruned();
    const std::vector<Visit> whole = test::visits_of(all.person, all.log);
    const std::vector<Visit> some = test::visits_of(pruned.person, pruned.log);
    left_out += whole.size() - some.size();
    kept += some.size();
    DayCount one(parts, CountLevel::cell, cells), other(parts, CountLevel::cell, cells);
    one.add({.visits = whole, .draw = seed});
    other.add({.visits = some, .draw = seed});
    const auto expected = one.windows(), counted = other.windows();
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_EQ(counted[i], expected[i]) << seed << ' ' << to_text(expected[i].statistic);
    }
    EXPECT_EQ(pruned.counters.ping_pong, all.counters.ping_pong) << seed;
    EXPECT_EQ(pruned.counters.stale, all.counters.stale) << seed;
    EXPECT_EQ(pruned.counters.misplaced, all.counters.misplaced) << seed;
  }
  EXPECT_GT(left_out, 50'000u) << "of " << kept;
}

// Until two minutes later somebody may come back from the last cell: the visit before grows, and
// then it matters what was before that.
TEST(VisitPruner, WaitsForTheEventThatMakesAPingPong) {
  const std::vector<CellSite> cells = test::hand_made_cells();
  Watched watched(cells);
  for (const std::uint32_t cell : {0u, 1u, 2u, 3u, 4u}) {
    watched.rules.see(watched.person, {.cell = cell, .second = kNoon + cell * 100});
  }
  watched.rules.settle(kNoon, kNoon + 400 + VisitRules::kPingPongS - 1);
  watched.rules.prune(watched.person);
  watched.rules.see(watched.person,
                    {.cell = 3, .second = kNoon + 400 + VisitRules::kPingPongS - 1});
  EXPECT_EQ(in_words(test::visits_of(watched.person, watched.log)), "A0 B100 C200 D300-519");
}

// What came long ago and far away may yet turn out true, and then the last visit false.
TEST(VisitPruner, WaitsForWhatIsHeld) {
  CellTable cells{16};
  VisitLog log{64};
  VisitRules::Counters counters;
  VisitRules rules{log, cells, counters};
  Person person{};
  for (std::uint32_t cell = 0; cell < 5; ++cell) {
    const double north = cell == 4 ? 0.2 : 0;  // 22 km
    cells.add(test::cell_place(cell), CellSpot{GeoPoint{48.8 + north, 2.3}}, Timestamp{});
  }
  for (const std::uint32_t cell : {0u, 1u, 2u, 3u}) {
    rules.see(person, {.cell = cell, .second = kNoon + cell * 200});
  }
  rules.see(person, {.cell = 4, .second = kNoon + 1200, .rank = Visit::Rank::last_known});
  rules.see(person, {.cell = 3, .second = kNoon + 1200});
  ASSERT_TRUE(person.holds);
  rules.settle(kNoon, kNoon + 3600);
  rules.prune(person);
  rules.see(person, {.cell = 3, .second = kNoon + 3600});
  EXPECT_EQ(in_words(test::visits_of(person, log)), "A0 B200 C400 D600-3600");
}

// A restated event may be of any time.
TEST(VisitPruner, LetsNoVisitGrowOverThoseThatAreLeftOut) {
  const std::vector<CellSite> cells = test::hand_made_cells();
  Watched watched(cells);
  for (const std::uint32_t cell : {0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u}) {
    watched.rules.see(watched.person, {.cell = cell, .second = kNoon + cell * 100});
  }
  watched.rules.settle(kNoon, kNoon + 3600);
  watched.rules.prune(watched.person);
  ASSERT_EQ(in_words(test::visits_of(watched.person, watched.log)), "A0 B100 H700* I800");
  watched.rules.see(watched.person, {.cell = 1, .second = kNoon + 450});
  EXPECT_EQ(in_words(test::visits_of(watched.person, watched.log)), "A0 B100 B450 H700* I800");
}

}  // namespace
}  // namespace celltally
