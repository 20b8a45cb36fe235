// A slow and obvious count agrees, on random days, and no person adds more than the caps say.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "aggregate/day_count.hpp"
#include "tests/aggregate/random_days.hpp"

namespace celltally {
namespace {

using test::ObviousDay;
using test::ObviousPerson;
using test::RandomDays;

using Numbers = std::map<ObviousDay::Row, std::uint64_t>;

Numbers numbers(const DayCount& count) {
  Numbers numbers;
  for (const ClosedWindow& closed : count.windows()) {
    EXPECT_TRUE(std::is_sorted(closed.tallies.begin(), closed.tallies.end()));
    for (const Tally& tally : closed.tallies) {
      EXPECT_EQ(tally.people, tally.value);
      EXPECT_GT(tally.value, 0u);
      EXPECT_TRUE(
          numbers.insert({{closed.statistic, closed.window, tally.key}, tally.value}).second);
    }
  }
  return numbers;
}

// As the reference has them in 2.3; G takes the place of E.
std::size_t cap_of(Statistic statistic) {
  switch (statistic) {
    case Statistic::visitors: return 6;
    case Statistic::dwell: return 4;
    case Statistic::flows: return 4;
    case Statistic::origin: return 2;
    case Statistic::segments: return 3;
    case Statistic::roamers: return 2;
    case Statistic::quality: return 1;
    default: return 0;
  }
}

std::map<Statistic, std::set<ObviousDay::Row>> by_statistic(const ObviousDay::Rows& rows) {
  std::map<Statistic, std::set<ObviousDay::Row>> split;
  for (const ObviousDay::Row& row : rows) split[std::get<Statistic>(row)].insert(row);
  return split;
}

struct SomeDay {
  const char* name;
  const char* zone;
  const test::ObviousZone& clocks;
  std::int64_t at_s;
};

const SomeDay kDays[] = {
    {"an ordinary day", "UTC", test::kUtc, 1'768'478'400},
    {"23 hours", "Europe/Paris", test::kParis, 1'774'746'000},
    {"25 hours", "Europe/Paris", test::kParis, 1'792'890'000},
    {"25 hours, from midnight on", "America/St_Johns", test::kStJohns1999, 941'337'060},
    {"20 hours", "Pacific/Apia", test::kApia, 1'325'239'199},
    {"4 hours", "Pacific/Apia", test::kApia, 1'325'239'200},
};
constexpr CountLevel kLevels[]{CountLevel::cell, CountLevel::site, CountLevel::zone};

// All that a person counts for is what the obvious count says, or some of it where a cap bites.
void expect_bounded(const ObviousDay::Rows& all, const Numbers& counted, std::size_t& bounded) {
  std::map<Statistic, std::size_t> rows;
  for (const auto& [row, value] : counted) {
    ASSERT_TRUE(all.contains(row)) << to_text(std::get<Statistic>(row));
    ASSERT_EQ(value, 1);
    ++rows[std::get<Statistic>(row)];
  }
  for (const auto& [statistic, those] : by_statistic(all)) {
    ASSERT_EQ(rows[statistic], std::min(those.size(), cap_of(statistic))) << to_text(statistic);
    if (those.size() > cap_of(statistic)) ++bounded;
  }
}

TEST(DayAgreement, EveryRandomDayOfAPersonIsAsTheObviousCountSays) {
  RandomDays random(1);
  std::size_t bounded = 0;
  std::map<Statistic, std::size_t> seen;
  for (const SomeDay& some : kDays) {
    for (const CountLevel level : kLevels) {
      SCOPED_TRACE(std::string{some.name} + ", level " + std::to_string(static_cast<int>(level)));
      const std::vector<CellSite> cells = random.cells();
      const ObviousDay obvious(some.clocks, some.at_s, level, cells);
      const DayParts parts(Calendar::in_zone(some.zone).value(),
                           Timestamp::from_seconds(some.at_s));
      ASSERT_EQ(parts.day(), obvious.day());
      const auto seconds = static_cast<int>(parts.to(DayParts::kParts - 1));
      for (int i = 0; i < 2000; ++i) {
        SCOPED_TRACE(i);
        const ObviousPerson person = random.person(seconds);
        const std::vector<Visit> visits = test::visits_of(person);
        DayCount count(parts, level, cells);
        count.add(test::person_day(person, visits, random.draw()));
        const ObviousDay::Rows rows = obvious.rows(person);
        expect_bounded(rows, numbers(count), bounded);
        if (HasFatalFailure()) return;
        for (const auto& [statistic, those] : by_statistic(rows)) seen[statistic] += those.size();
      }
    }
  }
  EXPECT_GT(bounded, 1000u);
  EXPECT_EQ(seen.size(), 7u);
  for (const auto& [statistic, rows] : seen) EXPECT_GT(rows, 1000u) << to_text(statistic);
}

// How many tallies are one more than before. REQUIRES: both sorted.
std::size_t one_more(const std::vector<Tally>& before, const std::vector<Tally>& after) {
  std::size_t changed = 0;
  std::size_t old = 0;
  for (const Tally& tally : after) {
    const bool is_new = old == before.size() || before[old].key != tally.key;
    const std::uint64_t change = tally.value - (is_new ? 0 : before[old++].value);
    EXPECT_LE(change, 1u);
    changed += change;
  }
  EXPECT_EQ(old, before.size()) << "a tally went away";
  return changed;
}

// What the noise is made for (privacy reference 3, row 2).
TEST(DayAgreement, NobodyChangesATableByMoreThanItsCap) {
  RandomDays random(2);
  std::size_t at_the_cap = 0;
  const DayParts parts(Calendar::in_zone("UTC").value(), Timestamp::from_seconds(kDays[0].at_s));
  constexpr int kPeople = 100'000;
  constexpr int kCrowd = 500;
  for (int begin = 0; begin < kPeople; begin += kCrowd) {
    const std::vector<CellSite> cells = random.cells();
    DayCount count(parts, kLevels[begin / kCrowd % 3], cells);
    std::vector<ClosedWindow> before = count.windows();
    for (int i = 0; i < kCrowd; ++i) {
      const ObviousPerson person = random.person(86'400);
      const std::vector<Visit> visits = test::visits_of(person);
      count.add(test::person_day(person, visits, random.draw()));
      std::vector<ClosedWindow> after = count.windows();
      std::map<Statistic, std::size_t> changed;
      for (std::size_t at = 0; at < after.size(); ++at) {
        changed[after[at].statistic] += one_more(before[at].tallies, after[at].tallies);
      }
      for (const auto& [statistic, rows] : changed) {
        ASSERT_LE(rows, cap_of(statistic)) << to_text(statistic);
        if (rows == cap_of(statistic)) ++at_the_cap;
      }
      before = std::move(after);
    }
  }
  EXPECT_GT(at_the_cap, 100'000u);
}

TEST(DayAgreement, NeitherTheOrderOfPeopleNorTheNumbersOfCellsMatter) {
  RandomDays random(3);
  const DayParts parts(Calendar::in_zone("UTC").value(), Timestamp::from_seconds(kDays[0].at_s));
  for (const CountLevel level : kLevels) {
    const std::vector<CellSite> cells = random.cells();
    const std::vector<CellSite> reversed(cells.rbegin(), cells.rend());
    DayCount one(parts, level, cells);
    DayCount other(parts, level, reversed);
    std::vector<std::pair<ObviousPerson, std::uint64_t>> people;
    for (int i = 0; i < 2000; ++i) people.emplace_back(random.person(86'400), random.draw());
    for (const auto& [person, draw] : people) {
      const std::vector<Visit> visits = test::visits_of(person);
      one.add(test::person_day(person, visits, draw));
    }
    for (auto at = people.rbegin(); at != people.rend(); ++at) {
      for (test::ObviousVisit& each : at->first.visits) each.cell = cells.size() - 1 - each.cell;
      const std::vector<Visit> visits = test::visits_of(at->first);
      other.add(test::person_day(at->first, visits, at->second));
    }
    EXPECT_EQ(numbers(one), numbers(other));
  }
}

TEST(DayAgreement, ShardsAddUp) {
  RandomDays random(4);
  const DayParts parts(Calendar::in_zone("UTC").value(), Timestamp::from_seconds(kDays[0].at_s));
  const std::vector<CellSite> cells = random.cells();
  DayCount all(parts, CountLevel::site, cells);
  DayCount some(parts, CountLevel::site, cells);
  DayCount others(parts, CountLevel::site, cells);
  for (int i = 0; i < 2000; ++i) {
    const ObviousPerson person = random.person(86'400);
    const std::vector<Visit> visits = test::visits_of(person);
    const PersonDay day = test::person_day(person, visits, random.draw());
    all.add(day);
    (i % 3 == 0 ? some : others).add(day);
  }
  const std::vector<ClosedWindow> whole = all.windows();
  const std::vector<ClosedWindow> first = some.windows();
  const std::vector<ClosedWindow> second = others.windows();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(merge({first[i], second[i]}).tallies, whole[i].tallies);
  }
}

}  // namespace
}  // namespace celltally
