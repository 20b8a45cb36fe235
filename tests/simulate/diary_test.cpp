#include "simulate/diary.hpp"

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "simulate/population.hpp"

namespace celltally {
namespace {

class DiaryOfMany : public ::testing::Test {
 protected:
  static WorldOptions options() {
    WorldOptions all;
    all.people = 2000;
    return all;
  }

  std::vector<DiaryVisit> visits_of(const DeviceProfile& profile, std::uint32_t day = 0) const {
    const Diary diary = diary_of(profile, geography_, day);
    DiaryReader reader;
    std::vector<DiaryVisit> visits;
    while (const auto visit = reader.next(diary, profile, geography_)) visits.push_back(*visit);
    return visits;
  }

  const Geography geography_ = Geography::made_up(300, 1);
  const Population population_{options(), geography_};
};

TEST_F(DiaryOfMany, VisitsFollowOneAnotherInTheDay) {
  for (std::uint32_t i = 0; i < population_.size(); ++i) {
    std::uint32_t end = 0;
    for (const DiaryVisit& each : visits_of(population_.profile(i))) {
      ASSERT_LE(end, each.from) << i;
      ASSERT_LT(each.from, each.to) << i;
      ASSERT_LE(each.to, Diary::kDay) << i;
      end = each.to;
    }
    EXPECT_GT(end, 0u) << i;
  }
}

TEST_F(DiaryOfMany, WhoSleepsHereIsWhereTheDayBeforeEnded) {
  for (std::uint32_t i = 0; i < population_.size(); ++i) {
    const DeviceProfile profile = population_.profile(i);
    const auto today = visits_of(profile, 0);
    const auto tomorrow = visits_of(profile, 1);
    if (today.back().to < Diary::kDay || tomorrow.front().from > 0) continue;
    EXPECT_EQ(today.back().cell, tomorrow.front().cell) << to_text(profile.kind);
  }
}

TEST_F(DiaryOfMany, OnTheWayNoCellIsSkippedByTeleporting) {
  const CellLayer& layer = geography_.layer(Radio::lte);
  for (std::uint32_t i = 0; i < 500; ++i) {
    const auto visits = visits_of(population_.profile(i));
    for (std::size_t k = 1; k < visits.size(); ++k) {
      if (visits[k].from != visits[k - 1].to) continue;  // off, or away
      EXPECT_LT(layer.distance(visits[k - 1].cell, visits[k].cell), 2000u) << i;
    }
  }
}

TEST_F(DiaryOfMany, TwoSimsInOnePocketGoTheSameWay) {
  for (std::uint32_t i = 48; i < 2000; i += 50) {
    const auto first = visits_of(population_.profile(i));
    const auto second = visits_of(population_.profile(i + 1));
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t k = 0; k < first.size(); ++k) EXPECT_EQ(first[k].cell, second[k].cell);
    EXPECT_NE(population_.imsi(population_.profile(i)),
              population_.imsi(population_.profile(i + 1)));
  }
}

TEST_F(DiaryOfMany, TheWorldHasAllKindsOfDevices) {
  std::map<DeviceKind, int> kinds;
  std::map<MachineMark, int> marks;
  std::map<std::uint16_t, int> countries;
  int opted_out = 0;
  for (std::uint32_t i = 0; i < population_.size(); ++i) {
    const DeviceProfile profile = population_.profile(i);
    ++kinds[profile.kind];
    ++marks[profile.mark];
    ++countries[profile.mcc];
    opted_out += profile.opted_out;
  }
  EXPECT_EQ(kinds.size(), 13u);
  EXPECT_EQ(marks.size(), 5u);
  EXPECT_EQ(countries.size(), 7u);
  EXPECT_GT(opted_out, 5);
}

TEST_F(DiaryOfMany, RulesThatTellMachinesTellNobodyElse) {
  for (std::uint32_t i = 0; i < population_.size(); ++i) {
    const DeviceProfile profile = population_.profile(i);
    const std::uint64_t imsi = population_.imsi(profile);
    const std::uint64_t tac = population_.imeisv(profile) / 100'000'000;
    EXPECT_EQ(imsi / 1'000'000'000 == 1019, profile.mark == MachineMark::imsi) << i;
    EXPECT_EQ(tac == 100'199, profile.mark == MachineMark::tac) << i;
  }
}

}  // namespace
}  // namespace celltally
