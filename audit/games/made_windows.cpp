#include "audit/games/made_windows.hpp"

#include <algorithm>
#include <memory>
#include <string>

#include "audit/games/region.hpp"
#include "disclose/day_keys.hpp"
#include "disclose/every_row.hpp"
#include "vocabulary/zone.hpp"

namespace celltally {

namespace {

constexpr Plmn kNetwork{0x00f110};               // 001-01
constexpr std::uint32_t kCountries[]{901, 999};  // of nobody

}  // namespace

PlaceList MadeWindows::list(std::uint32_t zones) {
  struct Made {
    std::string site;
    std::string zone;
  };
  std::vector<Made> made;
  std::vector<std::string> zone_names;
  std::vector<std::string> site_names;
  for (std::uint32_t zone = 0; zone < zones; ++zone) {
    zone_names.push_back("zone " + std::to_string(zone));
    for (std::uint32_t left = 1 + random_.below(10); left > 0;) {
      const std::uint32_t cells = std::min(left, 1 + random_.below(4));
      const bool on_site = !random_.percent(15);
      const std::string zone_name = random_.percent(5) ? "" : zone_names.back();
      if (on_site) site_names.push_back("site " + std::to_string(made.size()));
      for (std::uint32_t i = 0; i < cells; ++i) {
        made.push_back({on_site ? site_names.back() : "", zone_name});
      }
      left -= cells;
    }
  }
  PlaceList list;
  const auto names = std::make_shared<const PlaceNames>(zone_names, site_names);
  list.names = names;
  for (const Made& each : made) {
    list.cells.push_back({.cell = Place{PlaceKind::ecgi, kNetwork, list.cells.size() + 1},
                          .site = names->site(each.site).value_or(Place{}),
                          .zone = names->zone(each.zone).value_or(Place{})});
  }
  return list;
}

std::vector<TallyKey> MadeWindows::keys(Statistic statistic, const PlaceList& list) {
  const DayKeys day{.places = ListedPlaces{list}, .events = {}};
  std::vector<TallyKey> keys;
  for (const ListedPlaces::Listed& each : day.places.of(statistic)) {
    if (has_every_row(statistic)) {
      for (const Detail detail : day.details(statistic)) {
        keys.push_back({.place = each.place, .detail = detail});
      }
    } else if (statistic == Statistic::roamers) {
      for (const std::uint32_t country : kCountries) {
        keys.push_back({.place = each.place, .detail = Detail::of_country(country)});
      }
    } else {
      for (const ListedPlaces::Listed& other : day.places.of(statistic)) {
        if (other.place == each.place) continue;
        keys.push_back({.place = each.place, .other = other.place});
      }
    }
  }
  return keys;
}

ClosedWindow MadeWindows::window(Statistic statistic, const PlaceList& list, std::int64_t hour,
                                 std::uint32_t people_max) {
  ClosedWindow closed;
  closed.statistic = statistic;
  closed.window = hour_window(hour);
  for (const TallyKey& key : keys(statistic, list)) {
    const std::uint64_t people = random_.percent(10) ? 0 : random_.below(people_max + 1);
    if (people > 0) closed.tallies.push_back({.key = key, .value = people, .people = people});
  }
  std::sort(closed.tallies.begin(), closed.tallies.end());
  return closed;
}

}  // namespace celltally
