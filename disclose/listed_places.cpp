#include "disclose/listed_places.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "vocabulary/zone.hpp"

namespace celltally {

namespace {

using Listed = ListedPlaces::Listed;

// Each once, sorted by text, which is too slow to make for every window.
std::vector<Listed> in_order(std::vector<Place> places, const PlaceNames& names) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::vector<std::pair<std::string, Place>> named;
  named.reserve(places.size());
  for (const Place place : places) named.emplace_back(names.text_of(place), place);
  std::sort(named.begin(), named.end());
  std::vector<Listed> listed;
  listed.reserve(named.size());
  for (const auto& [text, place] : named) listed.push_back({.place = place});
  return listed;
}

}  // namespace

ListedPlaces::ListedPlaces(const PlaceList& list)
    : names_(list.names), level_(list.level), probe_(1) {
  std::vector<Place> sites;
  std::vector<Place> zones{kNoZone};
  for (const CellSite& each : list.cells) {
    if (!each.cell.known()) continue;
    known_.push_back(each.cell);
    sites.push_back(each.site.known() ? each.site : each.cell);
    zones.push_back(each.zone.known() ? each.zone : kNoZone);
    add_larger(each.site, each.cell);
    add_larger(each.zone, each.cell);
  }
  cells_ = in_order(known_, *names_);
  if (level_ == CountLevel::site) sites_ = in_order(std::move(sites), *names_);
  zones_ = in_order(std::move(zones), *names_);
  say_what_is_around(list.cells);
  std::sort(known_.begin(), known_.end());
  std::sort(networks_.begin(), networks_.end());
  networks_.erase(std::unique(networks_.begin(), networks_.end()), networks_.end());
}

const std::vector<Listed>& ListedPlaces::of(Statistic statistic) const noexcept {
  switch (statistic) {
    case Statistic::events: return cells_;
    case Statistic::quality: return probe_;
    case Statistic::presence:
    case Statistic::visitors:
    case Statistic::dwell:
      if (level_ == CountLevel::cell) return cells_;
      return level_ == CountLevel::site ? sites_ : zones_;
    default: return zones_;
  }
}

bool ListedPlaces::lists_cell(Place cell) const noexcept {
  return std::binary_search(known_.begin(), known_.end(), cell);
}

void ListedPlaces::look(const std::set<RadioNetwork>& networks, const std::set<Place>& places) {
  for (auto* listed : {&cells_, &sites_, &zones_, &probe_}) {
    for (Listed& each : *listed) {
      each.in_sight = sees(each.place, networks) || places.contains(each.place);
    }
  }
}

// Of a site whose cells are in several zones, the first one's in the list.
void ListedPlaces::say_what_is_around(const std::vector<CellSite>& cells) {
  std::map<Place, CellSite> around;
  for (const CellSite& each : cells) {
    around.emplace(each.cell, each);
    if (each.site.known()) around.emplace(each.site, each);
  }
  for (auto* listed : {&cells_, &sites_}) {
    for (Listed& each : *listed) {
      const CellSite& known = around.at(each.place);
      each.zone = known.zone.known() ? known.zone : kNoZone;
      if (is_cell(each.place.kind())) each.site = known.site;
    }
  }
}

// Cells of a radio network stand beside each other in a list's thousands, but not in its order of
// texts; a place has a handful of networks.
void ListedPlaces::add_larger(Place place, Place cell) {
  const InNetwork pair{place, radio_network_of(cell)};
  const bool again = !networks_.empty() && networks_.back() == pair;
  if (place.known() && !again) networks_.push_back(pair);
}

std::optional<RadioNetwork> ListedPlaces::only_network_of(Place place) const {
  const auto first = std::lower_bound(networks_.begin(), networks_.end(), InNetwork{place, {}});
  if (first == networks_.end() || first->first != place) return std::nullopt;
  const bool several = first + 1 != networks_.end() && (first + 1)->first == place;
  return several ? std::nullopt : std::optional{first->second};
}

bool ListedPlaces::sees(Place place, const std::set<RadioNetwork>& networks) const {
  if (is_cell(place.kind())) return networks.contains(radio_network_of(place));
  if (!place.known() || place == kNoZone) return !networks.empty();
  auto pair = std::lower_bound(networks_.begin(), networks_.end(), InNetwork{place, {}});
  for (; pair != networks_.end() && pair->first == place; ++pair) {
    if (networks.contains(pair->second)) return true;
  }
  return false;
}

}  // namespace celltally
