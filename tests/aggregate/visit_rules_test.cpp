// The rules of cleaning one by one: what is seen, and the visits that it makes.

#include "aggregate/visit_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/aggregate/obvious_visits.hpp"
#include "tests/aggregate/visits_of.hpp"

namespace celltally {
namespace {

// Cells A to C within three kilometres, D seven away, E 45, F 400; nobody knows where X and Y are.
const std::string kNames = "ABCDEFXY";
const std::optional<GeoPoint> kWhere[] = {
    GeoPoint{48.85, 2.35}, GeoPoint{48.86, 2.36}, GeoPoint{48.84, 2.37}, GeoPoint{48.91, 2.38},
    GeoPoint{49.25, 2.40}, GeoPoint{45.76, 4.83}, std::nullopt,          std::nullopt};

Place place_of(std::size_t cell) {
  return Place{PlaceKind::ecgi, Plmn{0x00f110}, cell + 1};
}

// Somebody's day, told in words: "12:00:10 A", then any of "last_known", "area", "arrives",
// "leaves". A cell "-": left, and no cell was told.
struct Watched {
  CellTable cells{16};
  VisitLog log{64};
  VisitRules::Counters counters;
  VisitRules rules{log, cells, counters};
  Person person{};

  Watched() {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      cells.add(place_of(i), CellSpot{kWhere[i]}, Timestamp{});
    }
  }

  static std::uint32_t second_of(const std::string& time) {
    return static_cast<std::uint32_t>(std::stoi(time.substr(0, 2)) * 3600 +
                                      std::stoi(time.substr(3, 2)) * 60 +
                                      std::stoi(time.substr(6, 2)));
  }
  static std::string time_of(std::uint64_t second) {
    const auto two = [](std::uint64_t number) {
      return std::string(number < 10 ? "0" : "") + std::to_string(number);
    };
    return two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60);
  }

  void see(const std::string& words) {
    std::istringstream in{words};
    std::string time, cell, word;
    in >> time >> cell;
    Sighting sighting{.second = second_of(time)};
    while (in >> word) {
      if (word == "last_known") sighting.rank = Visit::Rank::last_known;
      if (word == "area") sighting.rank = Visit::Rank::area;
      if (word == "arrives") sighting.arrives = true;
      if (word == "leaves") sighting.leaves = true;
    }
    if (cell == "-") return rules.leave(person, sighting.second);
    sighting.cell = static_cast<std::uint32_t>(kNames.find(cell));
    rules.see(person, sighting);
  }

  std::vector<Visit> visits() const { return test::visits_of(person, log); }

  // "A 12:00:00-12:10:00, B 12:20:00 left"
  std::string in_words() const {
    std::string words;
    for (const Visit& visit : visits()) {
      words += words.empty() ? "" : ", ";
      words += kNames[visit.cell];
      words += " " + time_of(visit.first);
      if (visit.first != visit.last) words += "-" + time_of(visit.last);
      if (visit.arrived) words += " arrived";
      if (visit.left) words += " left";
    }
    return words;
  }
};

struct Case {
  const char* rule;
  std::vector<std::string> seen;
  const char* visits;
  VisitRules::Counters counters{};
};

void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    Watched watched;
    for (const std::string& words : one.seen) watched.see(words);
    EXPECT_EQ(watched.in_words(), one.visits) << one.rule;
    EXPECT_EQ(watched.counters.ping_pong, one.counters.ping_pong) << one.rule;
    EXPECT_EQ(watched.counters.jumps, one.counters.jumps) << one.rule;
    EXPECT_EQ(watched.counters.stale, one.counters.stale) << one.rule;
    EXPECT_EQ(watched.counters.misplaced, one.counters.misplaced) << one.rule;
  }
}

TEST(VisitRules, MakeVisitsOfEvents) {
  check({
      {"one event", {"12:00:00 A"}, "A 12:00:00"},
      {"the same cell again", {"12:00:00 A", "12:40:00 A"}, "A 12:00:00-12:40:00"},
      {"another cell", {"12:00:00 A", "12:40:00 B"}, "A 12:00:00, B 12:40:00"},
      {"there and back",
       {"12:00:00 A", "12:20:00 B", "12:40:00 A"},
       "A 12:00:00, B 12:20:00, A 12:40:00"},
      {"a gap of two hours", {"12:00:00 A", "14:00:00 A"}, "A 12:00:00-14:00:00"},
      {"a longer one", {"12:00:00 A", "14:00:01 A"}, "A 12:00:00, A 14:00:01"},
  });
}

TEST(VisitRules, KnowOfArrivingAndLeaving) {
  check({
      {"arrives", {"12:00:00 A arrives", "12:10:00 A"}, "A 12:00:00-12:10:00 arrived"},
      {"leaves", {"12:00:00 A", "12:10:00 A leaves"}, "A 12:00:00-12:10:00 left"},
      {"arrives where they were",
       {"12:00:00 A", "12:02:01 A arrives"},
       "A 12:00:00, A 12:02:01 arrived"},
      {"two messages of one arrival",
       {"12:00:00 A arrives", "12:02:00 A arrives"},
       "A 12:00:00-12:02:00 arrived"},
      {"arrives elsewhere at once",
       {"12:00:00 A", "12:00:30 B arrives", "12:00:50 A"},
       "A 12:00:00, B 12:00:30 arrived, A 12:00:50"},
      {"leaves, where the message has another cell",
       {"12:00:00 A", "12:10:00 B leaves"},
       "A 12:00:00-12:10:00 left"},
      {"leaves, where the message has none",
       {"12:00:00 A", "12:10:00 - leaves"},
       "A 12:00:00-12:10:00 left"},
      {"leaves long after", {"12:00:00 A", "14:10:00 B leaves"}, "A 12:00:00, B 14:10:00 left"},
      {"leaves long after, no cell", {"12:00:00 A", "14:10:00 - leaves"}, "A 12:00:00 left"},
      {"nobody was there", {"12:00:00 - leaves"}, ""},
      {"what trails behind", {"12:00:00 A leaves", "12:00:10 B"}, "A 12:00:00 left", {.stale = 1}},
      {"comes back", {"12:00:00 A leaves", "12:00:11 A"}, "A 12:00:00 left, A 12:00:11"},
      {"comes back at once",
       {"12:00:00 A leaves", "12:00:03 A arrives"},
       "A 12:00:00 left, A 12:00:03 arrived"},
      {"leaves twice", {"12:00:00 A leaves", "12:00:05 A leaves"}, "A 12:00:00 left"},
      {"no ping-pong after leaving",
       {"12:00:00 A leaves", "12:00:30 B", "12:01:00 A"},
       "A 12:00:00 left, B 12:00:30, A 12:01:00"},
  });
}

TEST(VisitRules, MakeOneOfPingPong) {
  check({
      {"B for less than two minutes",
       {"12:00:00 A", "12:10:00 B", "12:11:59 A"},
       "A 12:00:00-12:11:59",
       {.ping_pong = 1}},
      {"two minutes",
       {"12:00:00 A", "12:10:00 B", "12:12:00 A"},
       "A 12:00:00, B 12:10:00, A 12:12:00"},
      {"B twice",
       {"12:00:00 A", "12:10:00 B", "12:11:00 B", "12:11:59 A"},
       "A 12:00:00-12:11:59",
       {.ping_pong = 1}},
      {"not neighbours",
       {"12:00:00 A", "12:10:00 D", "12:11:59 A"},
       "A 12:00:00, D 12:10:00, A 12:11:59"},
      {"nobody knows",
       {"12:00:00 A", "12:10:00 X", "12:11:59 A"},
       "A 12:00:00-12:11:59",
       {.ping_pong = 1}},
      {"again and again",
       {"12:00:00 A", "12:00:30 B", "12:01:00 A", "12:01:30 B", "12:02:00 A", "12:20:00 B"},
       "A 12:00:00-12:02:00, B 12:20:00",
       {.ping_pong = 2}},
      {"one within another",
       {"12:00:00 A", "12:00:30 B", "12:01:00 C", "12:01:30 B", "12:01:59 A"},
       "A 12:00:00-12:01:59",
       {.ping_pong = 2}},
      {"C is not A",
       {"12:00:00 A", "12:00:30 B", "12:01:00 C"},
       "A 12:00:00, B 12:00:30, C 12:01:00"},
      {"A was too long ago",
       {"12:00:00 A", "14:00:00 B", "14:00:01 A"},
       "A 12:00:00, B 14:00:00, A 14:00:01"},
  });
}

TEST(VisitRules, BelieveNoJump) {
  check({
      {"slow enough", {"12:00:00 A", "12:14:00 E"}, "A 12:00:00, E 12:14:00"},
      {"there and back",
       {"12:00:00 A", "12:10:00 E", "12:20:00 A"},
       "A 12:00:00-12:20:00",
       {.jumps = 1}},
      {"nobody came after", {"12:00:00 A", "12:10:00 E"}, "A 12:00:00"},
      {"the next is there too",
       {"12:00:00 A", "12:10:00 E", "12:11:00 E"},
       "A 12:00:00, E 12:10:00-12:11:00"},
      {"the next is there, hours later",
       {"12:00:00 A", "12:10:00 E", "13:20:00 E"},
       "A 12:00:00, E 12:10:00-13:20:00"},
      {"the third is believed",
       {"12:00:00 A", "12:01:00 E", "12:02:00 F"},
       "A 12:00:00, F 12:02:00",
       {.jumps = 1}},
      {"a plane",
       {"12:00:00 A", "13:10:00 F arrives", "13:12:00 F"},
       "A 12:00:00, F 13:10:00-13:12:00 arrived"},
      {"nobody knows where",
       {"12:00:00 A", "12:00:01 X", "12:05:00 F", "12:06:00 F"},
       "A 12:00:00, X 12:00:01, F 12:05:00-12:06:00"},
      {"left meanwhile",
       {"12:00:00 A", "12:01:00 E", "12:02:00 A leaves"},
       "A 12:00:00-12:02:00 left",
       {.jumps = 1}},
      {"left meanwhile, no cell",
       {"12:00:00 A", "12:01:00 E", "12:02:00 - leaves", "12:20:00 E"},
       "A 12:00:00-12:02:00 left, E 12:20:00",
       {.jumps = 1}},
      {"an older one settles nothing",
       {"12:00:00 A", "12:10:00 E", "11:50:00 A", "12:11:00 E"},
       "A 11:50:00-12:00:00, E 12:10:00-12:11:00"},
      {"one between settles it",
       {"12:00:00 A", "12:10:00 E", "12:09:00 E"},
       "A 12:00:00, E 12:09:00-12:10:00"},
  });
}

TEST(VisitRules, LetABetterEventWin) {
  check({
      {"a copy in the same two minutes",
       {"12:00:00 A", "12:02:00 B last_known"},
       "A 12:00:00",
       {.stale = 1}},
      {"later", {"12:00:00 A", "12:02:01 B last_known"}, "A 12:00:00, B 12:02:01"},
      {"a site in the same two minutes",
       {"12:00:00 A last_known", "12:01:00 X area"},
       "A 12:00:00",
       {.stale = 1}},
      {"a copy of where they were, for a quarter of an hour",
       {"12:00:00 A", "12:10:00 B", "12:25:00 A last_known"},
       "A 12:00:00, B 12:10:00",
       {.stale = 1}},
      {"and no longer",
       {"12:00:00 A", "12:10:00 B", "12:25:01 A last_known"},
       "A 12:00:00, B 12:10:00, A 12:25:01"},
      {"a copy of elsewhere",
       {"12:00:00 A", "12:10:00 B", "12:25:00 C last_known"},
       "A 12:00:00, B 12:10:00, C 12:25:00"},
      {"copies alone",
       {"12:00:00 A last_known", "12:10:00 B last_known", "12:15:00 A last_known"},
       "A 12:00:00, B 12:10:00, A 12:15:00"},
      {"the same second, as good", {"12:00:00 A", "12:00:00 B"}, "A 12:00:00", {.stale = 1}},
      {"the same second, better",
       {"12:00:00 A last_known", "12:00:00 B"},
       "B 12:00:00",
       {.stale = 1}},
      {"the same second, better, after others",
       {"11:00:00 C", "12:00:00 A last_known", "12:00:00 B"},
       "C 11:00:00, B 12:00:00",
       {.stale = 1}},
      {"the same second, better: where they were",
       {"11:00:00 C", "12:00:00 A last_known", "12:00:00 C"},
       "C 11:00:00-12:00:00",
       {.ping_pong = 1}},
      {"an exact event makes the visit exact",
       {"12:00:00 A last_known", "12:01:00 A", "12:02:00 B last_known"},
       "A 12:00:00-12:01:00",
       {.stale = 1}},
  });
}

TEST(VisitRules, PutLateEventsWhereTheyBelong) {
  check({
      {"within the visit", {"12:00:00 A", "12:10:00 A", "12:05:00 A"}, "A 12:00:00-12:10:00"},
      {"within a visit elsewhere",
       {"12:00:00 A", "12:10:00 A", "12:05:00 B"},
       "A 12:00:00-12:10:00",
       {.misplaced = 1}},
      {"before all", {"12:00:00 A", "11:00:00 B"}, "B 11:00:00, A 12:00:00"},
      {"before all, the same cell", {"12:00:00 A", "11:00:00 A"}, "A 11:00:00-12:00:00"},
      {"before all, too early to be the same",
       {"14:00:00 A", "11:00:00 A"},
       "A 11:00:00, A 14:00:00"},
      {"makes the one before longer",
       {"11:00:00 A", "12:00:00 B", "11:30:00 A"},
       "A 11:00:00-11:30:00, B 12:00:00"},
      {"makes the one after longer",
       {"11:00:00 A", "12:00:00 B", "11:30:00 B"},
       "A 11:00:00, B 11:30:00-12:00:00"},
      {"between",
       {"11:00:00 A", "12:00:00 B", "13:00:00 A", "11:30:00 C", "12:30:00 C"},
       "A 11:00:00, C 11:30:00, B 12:00:00, C 12:30:00, A 13:00:00"},
      {"does not reach behind an arrival",
       {"12:00:00 A arrives", "11:00:00 A"},
       "A 11:00:00, A 12:00:00 arrived"},
      {"nor beyond a departure",
       {"11:00:00 A leaves", "12:00:00 B", "11:30:00 A"},
       "A 11:00:00 left, A 11:30:00, B 12:00:00"},
      {"an arrival that comes late",
       {"12:00:00 A", "11:59:00 A arrives"},
       "A 11:59:00-12:00:00 arrived"},
  });
}

TEST(VisitRules, PutALateEventBackOverManyVisitsAndNoFurther) {
  for (const std::size_t visits : {7u, 8u, 15u, 49u, 50u}) {
    Watched watched;
    for (std::size_t i = 0; i < visits; ++i) {
      watched.see(Watched::time_of(3600 + i * 600) + (i % 2 == 0 ? " A" : " B"));
    }
    watched.see("00:50:00 C");
    EXPECT_EQ(watched.visits().size(), visits < 50 ? visits + 1 : visits);
    EXPECT_EQ(watched.counters.misplaced, visits < 50 ? 0u : 1u);
    if (visits < 50) {
      EXPECT_EQ(watched.in_words().substr(0, 22), "C 00:50:00, A 01:00:00");
    }
  }
}

TEST(VisitRules, ForgetWhoWasTakenBack) {
  Watched watched;
  for (const char* words : {"12:00:00 A", "12:10:00 B", "12:20:00 C", "12:21:00 F"}) {
    watched.see(words);
  }
  watched.rules.take_back(watched.person);
  EXPECT_EQ(watched.in_words(), "");
  watched.see("12:30:00 D");
  EXPECT_EQ(watched.in_words(), "D 12:30:00");
}

// Whatever comes in whatever order: as many lists of events say, and visits stay in order.
TEST(VisitRules, AgreeWithTheSlowWayOnListsOfEvents) {
  test::ObviousVisits::Map map;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kWhere[i]) map[place_of(i)] = *kWhere[i];
  }
  for (std::uint64_t seed = 1; seed <= 800; ++seed) {
    std::mt19937_64 random{seed};
    Watched watched;
    test::ObviousVisits obvious{&map};
    std::uint32_t clock = 3600;
    const std::uint32_t step = seed % 3 == 0 ? 20 : seed % 3 == 1 ? 300 : 4000;
    for (int i = 0; i < 40; ++i) {
      clock += static_cast<std::uint32_t>(random() % step);
      const auto back = static_cast<std::uint32_t>(random() % 5 == 0 ? random() % 600 : 0);
      if (random() % 40 == 0) {
        watched.rules.leave(watched.person, clock - back);
        obvious.leave(clock - back);
        continue;
      }
      const Sighting seen{.cell = static_cast<std::uint32_t>(random() % (seed % 2 == 0 ? 3 : 8)),
                          .second = clock - back,
                          .rank = static_cast<Visit::Rank>(random() % 2 == 0 ? 0 : random() % 3),
                          .arrives = random() % 15 == 0,
                          .leaves = random() % 25 == 0};
      watched.rules.see(watched.person, seen);
      obvious.see({seen.second, place_of(seen.cell), static_cast<int>(seen.rank), seen.arrives,
                   seen.leaves});
      if (i % 4 != 3) continue;
      std::string expected;
      for (const auto& visit : obvious.visits()) {
        expected += expected.empty() ? "" : ", ";
        expected += kNames[visit.front().cell.id() - 1];
        expected += " " + Watched::time_of(static_cast<std::uint64_t>(visit.front().second));
        if (visit.front().second != visit.back().second) {
          expected += "-" + Watched::time_of(static_cast<std::uint64_t>(visit.back().second));
        }
        if (visit.front().arrives) expected += " arrived";
        if (visit.back().leaves) expected += " left";
      }
      ASSERT_EQ(watched.in_words(), expected) << "seed " << seed << ", event " << i;
    }
    EXPECT_EQ(watched.counters.jumps, obvious.jumps);
    EXPECT_EQ(watched.counters.stale, obvious.stale);
    EXPECT_EQ(watched.counters.ping_pong, obvious.ping_pong);
    EXPECT_EQ(watched.counters.misplaced, obvious.misplaced);
    const auto visits = watched.visits();
    for (std::size_t i = 0; i < visits.size(); ++i) {
      ASSERT_LE(visits[i].first, visits[i].last);
      ASSERT_TRUE(i == 0 || visits[i - 1].last <= visits[i].first) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace celltally
