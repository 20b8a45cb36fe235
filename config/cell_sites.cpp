#include "config/cell_sites.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <cstdlib>

namespace celltally {

namespace {

// What cells of one site have in common.
struct SiteKey {
  Place enb;  // of LTE cells; of others none, and where they are, in units of 1e-5 degrees
  std::int32_t latitude = 0;
  std::int32_t longitude = 0;

  auto operator<=>(const SiteKey&) const = default;
};

struct KeyedCell {
  SiteKey key;
  CellSite* cell;
};

std::int32_t five_decimals(double degrees) {
  return static_cast<std::int32_t>(std::lround(degrees * 1e5));
}

// "48.85660", "-0.00001".
std::string degrees_text(std::int32_t units) {
  std::string digits = std::to_string(std::abs(units));
  digits.insert(0, digits.size() < 6 ? 6 - digits.size() : 0, '0');
  digits.insert(digits.size() - 5, 1, '.');
  return (units < 0 ? "-" : "") + digits;
}

// Of an eNB "enb 208-93-12345": as the place is written, without the colon.
std::string name_of(const SiteKey& key) {
  if (!key.enb.known()) {
    return "at " + degrees_text(key.latitude) + " " + degrees_text(key.longitude);
  }
  std::string name = to_text(key.enb);
  name[name.find(':')] = ' ';
  return name;
}

}  // namespace

std::vector<std::string> group_into_sites(std::span<CellSite> cells) {
  std::vector<KeyedCell> keyed;
  for (CellSite& cell : cells) {
    if (cell.cell.kind() == PlaceKind::ecgi) {
      keyed.push_back({{Place{PlaceKind::enb, cell.cell.plmn(), cell.cell.id() >> 8}}, &cell});
    } else if (cell.position) {
      keyed.push_back({{Place{}, five_decimals(cell.position->latitude),
                        five_decimals(cell.position->longitude)},
                       &cell});
    }
  }
  std::sort(keyed.begin(), keyed.end(),
            [](const KeyedCell& a, const KeyedCell& b) { return a.key < b.key; });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < keyed.size(); ++i) {
    if (i == 0 || keyed[i].key != keyed[i - 1].key) names.push_back(name_of(keyed[i].key));
    keyed[i].cell->site = Place{PlaceKind::site, Plmn{}, names.size() - 1};
  }
  return names;
}

}  // namespace celltally
