#include "disclose/rest_rows.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace celltally {

namespace {

using Group = std::vector<NoisyRow*>;
using Grouped = std::map<std::pair<Place, Detail>, Group>;

bool withheld(const NoisyRow* row) {
  return row->state == ReleaseState::withheld;
}

// One row for the group; nothing when the number is too small to be told, or of one row alone.
bool add_rest(const Group& group, Place place, const NoiseRules& rules, const FamilyRules& family,
              std::vector<NoisyRow>& rests) {
  if (group.size() < 2) return false;
  NoisyRow rest{.key = {.place = place, .detail = group.front()->key.detail}};
  for (const NoisyRow* row : group) rest.noisy += row->noisy;
  const std::uint64_t least = rules.rest_threshold(family.noise, group.size());
  if (rest.noisy < static_cast<std::int64_t>(least)) return false;
  rest.state = ReleaseState::published;
  rest.rest_of = static_cast<std::uint32_t>(group.size());
  rest.near_threshold = rest.noisy < static_cast<std::int64_t>(least + rules.near_below);
  rests.push_back(rest);
  return true;
}

Group withheld_of(const Group& zone) {
  Group left;
  std::copy_if(zone.begin(), zone.end(), std::back_inserter(left), withheld);
  return left;
}

void withhold_one_more(const Group& zone) {
  NoisyRow* smallest = nullptr;
  for (NoisyRow* row : zone) {
    if (row->state != ReleaseState::published) continue;
    if (smallest == nullptr || row->noisy < smallest->noisy) smallest = row;
  }
  if (smallest != nullptr) smallest->state = ReleaseState::withheld;
}

// A site has one rest of each class, so it has none when its cells are of several zones.
std::set<Place> divided_sites(const std::vector<NoisyRow>& rows) {
  std::map<Place, Place> zones;
  std::set<Place> divided;
  for (const NoisyRow& row : rows) {
    if (!row.listed->site.known()) continue;
    const auto [first, added] = zones.emplace(row.listed->site, row.listed->zone);
    if (!added && first->second != row.listed->zone) divided.insert(row.listed->site);
  }
  return divided;
}

// The sites' rests; what is in none stays in `left`. A sensitive cell goes to the zone, for its
// site is the same place.
void add_sites(Group& left, const std::set<Place>& divided, const NoiseRules& rules,
               const FamilyRules& family, std::vector<NoisyRow>& rests) {
  std::map<Place, Group> sites;
  for (NoisyRow* row : left) {
    const Place site = row->listed->site;
    if (site.known() && !divided.contains(site) && !rules.sensitive.contains(row->key.place)) {
      sites[site].push_back(row);
    }
  }
  for (const auto& each : sites) {
    const Group& group = each.second;
    if (!add_rest(group, each.first, rules, family, rests)) continue;
    std::erase_if(left, [&](const NoisyRow* row) {
      return std::find(group.begin(), group.end(), row) != group.end();
    });
  }
}

}  // namespace

std::vector<NoisyRow> rest_rows(std::vector<NoisyRow>& rows, const NoiseRules& rules,
                                const FamilyRules& family) {
  Grouped zones;
  for (NoisyRow& row : rows) {
    if (row.listed->zone.known() && row.state != ReleaseState::no_data) {
      zones[{row.listed->zone, row.key.detail}].push_back(&row);
    }
  }
  const std::set<Place> divided = divided_sites(rows);
  std::vector<NoisyRow> rests;
  for (const auto& [zone, group] : zones) {
    Group left = withheld_of(group);
    if (left.size() == 1) {
      withhold_one_more(group);
      left = withheld_of(group);
    }
    add_sites(left, divided, rules, family, rests);
    add_rest(left, zone.first, rules, family, rests);
  }
  return rests;
}

}  // namespace celltally
