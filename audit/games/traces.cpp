#include "audit/games/traces.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "audit/games/assignment.hpp"

namespace celltally {

namespace {

constexpr std::size_t kDayHours = 24;

using Hours = std::vector<std::uint32_t>;

// So many people as cells: each cell as often as its share says, rounded so that all are placed.
Hours places_for(const std::vector<double>& crowd, std::uint32_t people) {
  double sum = 0;
  for (const double here : crowd) sum += std::max(0.0, here);
  Hours places;
  std::vector<std::pair<double, std::uint32_t>> left;
  for (std::uint32_t cell = 0; cell < crowd.size(); ++cell) {
    const double share =
        sum > 0 ? std::max(0.0, crowd[cell]) / sum : 1 / static_cast<double>(crowd.size());
    const double exact = share * people;
    places.insert(places.end(), static_cast<std::size_t>(exact), cell);
    left.emplace_back(std::floor(exact) - exact, cell);
  }
  std::sort(left.begin(), left.end());
  for (std::size_t i = 0; places.size() < people; ++i) places.push_back(left[i].second);
  places.resize(people);
  return places;
}

// What somebody does next: stays, most of all where they have been for long; goes home, which is
// where their day began, or back; goes anywhere, rather not far.
std::int32_t cost_of_way(const Hours& way, std::uint32_t to) {
  const auto here = std::count(way.begin(), way.end(), to);
  if (way.back() == to) return 2 * here >= static_cast<std::int64_t>(way.size()) ? 0 : 1;
  if (way.front() == to) return 3;
  if (here > 0) return 4;
  const std::uint32_t far = way.back() < to ? to - way.back() : way.back() - to;
  return 4 + static_cast<std::int32_t>(std::min(far, 12U));
}

std::int32_t hours_apart(const Hours& a, std::size_t from_a, const Hours& b, std::size_t from_b,
                         std::size_t hours) {
  std::int32_t apart = 0;
  for (std::size_t i = 0; i < hours; ++i) apart += a[from_a + i] == b[from_b + i] ? 0 : 1;
  return apart;
}

Traces day_of(const Crowds& crowds, std::size_t first, std::uint32_t people) {
  Traces day(people);
  for (std::size_t hour = 0; hour < kDayHours; ++hour) {
    const Hours places = places_for(crowds[first + hour], people);
    if (hour == 0) {
      for (std::size_t i = 0; i < people; ++i) day[i].push_back(places[i]);
      continue;
    }
    Costs costs(people);
    for (std::size_t i = 0; i < people; ++i) {
      for (std::size_t to = 0; to < people; ++to) {
        const bool again = to > 0 && places[to] == places[to - 1];
        costs.at(i, to) = again ? costs.at(i, to - 1) : cost_of_way(day[i], places[to]);
      }
    }
    const std::vector<std::size_t> chosen = cheapest_assignment(costs);
    for (std::size_t i = 0; i < people; ++i) day[i].push_back(places[chosen[i]]);
  }
  return day;
}

// To the day before, that of whom it is most alike.
void append(Traces& traces, const Traces& day) {
  Costs costs(traces.size());
  const std::size_t before = traces.front().size() - kDayHours;
  for (std::size_t i = 0; i < traces.size(); ++i) {
    for (std::size_t to = 0; to < day.size(); ++to) {
      costs.at(i, to) = hours_apart(traces[i], before, day[to], 0, kDayHours);
    }
  }
  const std::vector<std::size_t> chosen = cheapest_assignment(costs);
  for (std::size_t i = 0; i < traces.size(); ++i) {
    traces[i].insert(traces[i].end(), day[chosen[i]].begin(), day[chosen[i]].end());
  }
}

}  // namespace

Traces linked_traces(const Crowds& crowds, std::uint32_t people) {
  Traces traces = day_of(crowds, 0, people);
  for (std::size_t first = kDayHours; first < crowds.size(); first += kDayHours) {
    append(traces, day_of(crowds, first, people));
  }
  return traces;
}

double share_right(const Traces& recovered, const Traces& truth) {
  const std::size_t hours = truth.front().size();
  Costs costs(truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    for (std::size_t to = 0; to < truth.size(); ++to) {
      costs.at(i, to) = hours_apart(recovered[i], 0, truth[to], 0, hours);
    }
  }
  const std::vector<std::size_t> chosen = cheapest_assignment(costs);
  double wrong = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) wrong += costs.at(i, chosen[i]);
  return 1 - wrong / static_cast<double>(hours * truth.size());
}

}  // namespace celltally
