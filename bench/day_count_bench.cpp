// What counting out a day costs, a person: 16 visits between home, work and two other places, in
// 10,000 cells at 3,334 sites in 64 zones. It happens once a day, at 04:00.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <vector>

#include "aggregate/day_count.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kPeople = 20'000;
constexpr std::uint32_t kCells = 10'000;
constexpr std::uint32_t kZones = 64;

std::vector<CellSite> listed_cells() {
  std::vector<CellSite> cells;
  for (std::uint32_t i = 0; i < kCells; ++i) {
    cells.push_back({.cell = Place{PlaceKind::ecgi, Plmn{0x00f110}, i * 7919 % kCells},
                     .site = Place{PlaceKind::site, Plmn{}, i / 3},
                     .zone = Place{PlaceKind::zone, Plmn{}, i % kZones}});
  }
  return cells;
}

std::vector<Visit> random_day(std::mt19937_64& random) {
  const std::uint64_t places[4]{random() % kCells, random() % kCells, random() % kCells,
                                random() % kCells};
  constexpr std::size_t kWay[8]{0, 2, 1, 2, 0, 3, 0, 2};
  std::vector<Visit> visits;
  std::uint64_t at = random() % 3000;
  for (std::size_t i = 0; i < 16 && at < 80'000; ++i) {
    Visit visit{};
    visit.cell = places[kWay[i % 8]] & (Visit::kCellsMax - 1);
    visit.first = at & 0x1ffff;
    visit.last = (at + random() % 9000) & 0x1ffff;
    visits.push_back(visit);
    at = visit.last + 1 + random() % 900;
  }
  return visits;
}

void BM_DayCount(benchmark::State& state) {
  const auto level = static_cast<CountLevel>(state.range(0));
  const std::vector<CellSite> cells = listed_cells();
  const DayParts parts(Calendar::in_zone("UTC").value(), Timestamp::from_seconds(1'767'268'800));
  std::mt19937_64 random{1};
  std::vector<std::vector<Visit>> days;
  for (std::uint32_t i = 0; i < kPeople; ++i) days.push_back(random_day(random));
  DayCount count(parts, level, cells);
  std::uint32_t person = 0;
  for (auto _ : state) {
    PersonDay day;
    day.visits = days[person % kPeople];
    day.segment.code = static_cast<std::uint8_t>(person % PopulationSegment::kCodes);
    day.draw = person++;
    count.add(day);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_DayCount)->ArgName("level")->DenseRange(0, 2);

}  // namespace
}  // namespace celltally
