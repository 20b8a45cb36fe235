#include "aggregate/day_reader.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace celltally {

namespace {

std::uint32_t half_gap(std::uint32_t last, std::uint32_t later) noexcept {
  return std::min((later - last) / 2, DayReader::kHalfGapMaxS);
}

// A visit in the making.
struct Run {
  std::uint32_t place;
  std::uint32_t zone;
  std::uint32_t first;
  std::uint32_t last;
  std::uint32_t before;  // what is added before the first event
  bool left;

  PlaceVisit visit(std::uint32_t after) const noexcept {
    if (first == last) return {place, zone, first, first};
    return {place, zone, first - before, last + after};
  }
};

// `place_of`: a cell's number -> its place's.
template <typename PlaceOf>
void make_visits(std::span<const Visit> visits, const DayPlaces& places, const PlaceOf& place_of,
                 std::vector<PlaceVisit>& made) {
  made.clear();
  if (visits.empty()) return;
  Run run{};
  bool begun = false;
  for (const Visit& visit : visits) {
    const auto first = static_cast<std::uint32_t>(visit.first);
    const std::uint32_t place = place_of(visit.cell);
    if (begun && run.place == place && first - run.last <= Visit::kGapMaxS) {
      run.last = static_cast<std::uint32_t>(visit.last);
      run.left = visit.left;
      continue;
    }
    const std::uint32_t half = begun ? half_gap(run.last, first) : 0;
    if (begun) made.push_back(run.visit(run.left ? 0 : half));
    run = {place,
           places.zone_of(visit.cell),
           first,
           static_cast<std::uint32_t>(visit.last),
           visit.arrived ? 0 : half,
           visit.left == 1};
    begun = true;
  }
  made.push_back(run.visit(0));
}

}  // namespace

ReadDay DayReader::read(std::span<const Visit> visits) {
  const auto place_of = [this](std::size_t cell) { return places_.place_of(cell); };
  const auto itself = [](std::size_t cell) { return static_cast<std::uint32_t>(cell); };
  if (places_.level() == CountLevel::cell) {
    make_visits(visits, places_, place_of, cells_);
    keep_longest(cells_);
  } else {
    make_visits(visits, places_, itself, cells_);
    make_visits(visits, places_, place_of, at_places_);
    keep_longest(at_places_);
  }
  return {.cells = cells_, .longest = longest_, .night = night(visits)};
}

void DayReader::keep_longest(std::span<const PlaceVisit> visits) {
  longest_.assign(visits.begin(), visits.end());
  std::sort(longest_.begin(), longest_.end(), [](const PlaceVisit& a, const PlaceVisit& b) {
    return std::tuple(a.place, b.length(), a.from) < std::tuple(b.place, a.length(), b.from);
  });
  const auto same = [](const PlaceVisit& a, const PlaceVisit& b) { return a.place == b.place; };
  longest_.erase(std::unique(longest_.begin(), longest_.end(), same), longest_.end());
}

std::optional<std::uint32_t> DayReader::night(std::span<const Visit> visits) {
  const std::uint32_t end = parts_.to(DayParts::kNight);
  const auto zone_of = [this](std::size_t cell) { return places_.zone_of(cell); };
  make_visits(visits, places_, zone_of, in_zones_);
  std::sort(in_zones_.begin(), in_zones_.end(),
            [](const PlaceVisit& a, const PlaceVisit& b) { return a.zone < b.zone; });
  std::optional<std::uint32_t> best;
  std::uint32_t most = kNightS - 1;
  std::uint32_t time = 0;
  for (std::size_t i = 0; i < in_zones_.size(); ++i) {
    const PlaceVisit& visit = in_zones_[i];
    if (i == 0 || in_zones_[i - 1].zone != visit.zone) time = 0;
    if (visit.from < end) time += std::min(visit.to, end) - visit.from;
    if (time > most) best = visit.zone, most = time;
  }
  return best;
}

}  // namespace celltally
