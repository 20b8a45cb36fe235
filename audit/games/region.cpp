#include "audit/games/region.hpp"

#include <algorithm>
#include <string>

#include "simulate/split_mix.hpp"

namespace celltally {

namespace {

constexpr Plmn kNetwork{0x00f110};                // 001-01
constexpr std::int64_t kBeginsS = 1'767'585'600;  // Monday, 2026-01-05T04:00:00Z
constexpr std::uint32_t kMostPlaces = 100'000;    // names have five digits

std::string name_of(const char* what, std::uint32_t number) {
  return what + std::to_string(kMostPlaces + number);
}

PlaceList places_of(const Region::Size& size) {
  std::vector<std::string> zones;
  std::vector<std::string> sites;
  for (std::uint32_t i = 0; i < size.cells; ++i) {
    zones.push_back(name_of("zone ", i / size.cells_in_zone));
    sites.push_back(name_of("site ", i / size.cells_in_site));
  }
  const auto names = std::make_shared<const PlaceNames>(zones, sites);
  PlaceList list;
  list.names = names;
  for (std::uint32_t i = 0; i < size.cells; ++i) {
    list.cells.push_back({.cell = Place{PlaceKind::ecgi, kNetwork, i + 1},
                          .site = names->site(sites[i]).value(),
                          .zone = names->zone(zones[i]).value()});
  }
  return list;
}

// Two numbers may differ by one and give nothing alike.
std::uint64_t mixed(std::uint64_t seed, std::uint64_t a, std::uint64_t b) noexcept {
  SplitMix first{seed ^ (a * 0x9e3779b97f4a7c15)};
  SplitMix second{first.next() ^ (b * 0xbf58476d1ce4e5b9)};
  return second.next();
}

// Low numbers more often: they are the middle of the region, where people work; they live at the
// edge more often.
std::uint32_t inwards(SplitMix& random, std::uint32_t cells) noexcept {
  const std::uint32_t one = random.below(cells);
  return random.percent(60) ? std::min(one, random.below(cells)) : one;
}

void fill(Region::Day& day, std::uint32_t from, std::uint32_t to, std::uint32_t cell) noexcept {
  for (std::uint32_t hour = from; hour < std::min<std::uint32_t>(to, Region::kHours); ++hour) {
    day[hour] = cell;
  }
}

}  // namespace

// Hours are since 04:00.
struct Region::Habits {
  std::uint32_t home = 0;
  std::uint32_t work = 0;
  std::array<std::uint32_t, 2> leisure{};
  bool works = false;
  std::uint32_t leaves = 0;
  std::uint32_t returns = 0;
  std::uint32_t goes_out = 0;  // a bit for each day of the week
  std::uint32_t outing = 0;    // when, on a day without work
  std::uint32_t hours_out = 0;
};

Region::Region(const Size& size, std::uint64_t seed)
    : size_(size), seed_(seed), list_(places_of(size)) {}

std::uint32_t Region::number_of(Place cell) const noexcept {
  return static_cast<std::uint32_t>(cell.id() - 1);
}

Region::Habits Region::habits_of(std::uint32_t person) const noexcept {
  SplitMix random{mixed(seed_, person, 0)};
  Habits habits;
  habits.home = size_.cells - 1 - inwards(random, size_.cells);
  habits.work = inwards(random, size_.cells);
  for (std::uint32_t& each : habits.leisure) each = inwards(random, size_.cells);
  habits.works = random.percent(65);
  habits.leaves = 3 + random.below(3);
  habits.returns = 12 + random.below(4);
  habits.goes_out = random.below(128) & random.below(128);
  habits.outing = 5 + random.below(7);
  habits.hours_out = 2 + random.below(4);
  return habits;
}

Region::Day Region::day_of(std::uint32_t person, std::uint32_t day) const noexcept {
  const Habits habits = habits_of(person);
  SplitMix random{mixed(seed_, person, 1 + std::uint64_t{day})};
  Day cells;
  cells.fill(habits.home);
  const std::uint32_t weekday = day % 7;
  const std::uint32_t out_at = habits.leisure[weekday % 2];
  const bool goes_out = ((habits.goes_out >> weekday & 1U) != 0) != random.percent(8);
  if (weekday < 5 && habits.works && random.percent(95)) {
    const std::uint32_t back = habits.returns + (random.percent(20) ? 1 : 0);
    fill(cells, habits.leaves + (random.percent(20) ? 1 : 0), back, habits.work);
    if (goes_out) fill(cells, back + 1, back + 1 + habits.hours_out, out_at);
  } else if (goes_out) {
    fill(cells, habits.outing, habits.outing + habits.hours_out, out_at);
  }
  // A radio that hears the cell beside better.
  for (std::uint32_t& cell : cells) {
    if (random.percent(8)) cell = (cell ^ 1U) < size_.cells ? cell ^ 1U : cell;
  }
  return cells;
}

Region::Table Region::count(std::uint32_t people, std::uint32_t day) const {
  Table table{size_.cells};
  for (std::uint32_t person = 0; person < people; ++person) table.add(day_of(person, day));
  return table;
}

ClosedWindow Region::presence(const Table& table, std::size_t hour, std::int64_t window) const {
  ClosedWindow closed;
  closed.statistic = Statistic::presence;
  closed.window = hour_window(window);
  for (std::uint32_t i = 0; i < size_.cells; ++i) {
    const std::uint64_t people = table.at(hour, i);
    if (people == 0) continue;
    closed.tallies.push_back({.key = {.place = cell(i)}, .value = people, .people = people});
  }
  return closed;
}

Window hour_window(std::int64_t hours) {
  return {Timestamp::from_seconds(kBeginsS + hours * 3600),
          Timestamp::from_seconds(kBeginsS + (hours + 1) * 3600)};
}

}  // namespace celltally
