#pragma once

#include <algorithm>
#include <random>
#include <vector>

#include "aggregate/person_day.hpp"
#include "tests/aggregate/hand_made_day.hpp"
#include "tests/aggregate/obvious_day.hpp"

namespace celltally::test {

// Days of people that may happen, and some that hardly do.
class RandomDays {
 public:
  explicit RandomDays(unsigned seed) : random_(seed) {}

  // 12 cells; some without a site or a zone, and sites that lie in two zones. In no order.
  std::vector<CellSite> cells() {
    std::vector<CellSite> cells;
    for (std::uint64_t i = 0; i < 12; ++i) {
      CellSite cell{.cell = cell_place(i * 7 % 12 + 1)};
      if (!once_in(5)) cell.site = site_place(i / 3);
      if (!once_in(5)) cell.zone = zone_place(1 + random_() % 4);
      cells.push_back(cell);
    }
    return cells;
  }

  ObviousPerson person(int day_seconds) {
    ObviousPerson person;
    if (once_in(4)) person.country = once_in(2) ? 208 : 262;
    if (!once_in(3)) person.segment.code = static_cast<std::uint8_t>(below(15));
    if (!once_in(5)) person.gaps = static_cast<GapClass>(below(5));
    const int cells = 1 + below(once_in(3) ? 12 : 4);
    const int most = once_in(10) ? 60 : 10;
    int at = once_in(2) ? below(1200) : below(day_seconds);
    for (int i = below(most + 1); i > 0 && at < day_seconds; --i) {
      ObviousVisit visit{static_cast<std::size_t>(below(cells)), at, at + length()};
      visit.last = std::min(visit.last, day_seconds - 1);
      visit.arrived = once_in(6);
      visit.left = once_in(6);
      person.visits.push_back(visit);
      at = visit.last + 1 + gap();
    }
    return person;
  }

  std::uint64_t draw() { return random_(); }

  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }
  bool once_in(int times) { return below(times) == 0; }

 private:
  // Around the borders of the definitions as often as elsewhere.
  int length() {
    static constexpr int kBorders[]{0, 300, 600, 900, 1800, 3600, 7200, 14400};
    switch (below(4)) {
      case 0: return 0;
      case 1: return std::max(0, kBorders[below(8)] + below(5) - 2);
      case 2: return below(3000);
      default: return below(20'000);
    }
  }
  int gap() {
    switch (below(4)) {
      case 0: return below(5);
      case 1: return 900 + below(5) - 3;
      case 2: return 7200 + below(5) - 3;
      default: return below(3000);
    }
  }

  std::mt19937_64 random_;
};

inline std::vector<Visit> visits_of(const ObviousPerson& person) {
  std::vector<Visit> visits;
  for (const ObviousVisit& each : person.visits) {
    Visit made =
        visit(static_cast<std::uint32_t>(each.cell), static_cast<std::uint32_t>(each.first),
              static_cast<std::uint32_t>(each.last));
    made.arrived = each.arrived ? 1 : 0;
    made.left = each.left ? 1 : 0;
    visits.push_back(made);
  }
  return visits;
}

// Borrows the visits.
inline PersonDay person_day(const ObviousPerson& person, const std::vector<Visit>& visits,
                            std::uint64_t draw) {
  return {.visits = visits,
          .country = person.country,
          .segment = person.segment,
          .gaps = person.gaps,
          .draw = draw};
}

}  // namespace celltally::test
