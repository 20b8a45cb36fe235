#include "simulate/geography.hpp"

#include <algorithm>
#include <utility>

#include "simulate/split_mix.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally {

namespace {

constexpr std::int32_t kSiteSpacing = 600;  // metres
constexpr std::int32_t kSectorReach = 150;  // from the mast to where a sector is strongest
constexpr std::uint32_t kSectors = 3;
constexpr std::uint32_t kHotspotEvery = 4;
constexpr std::uint32_t kSitesPerZone = 12;

std::uint32_t root_upwards(std::uint32_t number) {
  std::uint32_t root = 1;
  while (root * root < number) ++root;
  return root;
}

std::string name_of(char letter, std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return letter + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

// The four cells that a sector has, one of each technology (TS 23.003 19.6, 12.5).
struct SectorCells {
  std::uint32_t site;
  std::uint32_t sector;  // from 0
  std::uint32_t area;    // tracking area, from 1

  Place lte() const { return {PlaceKind::ecgi, own(), std::uint64_t{site + 1} << 8 | sector}; }
  Place lte_area() const { return {PlaceKind::tai, own(), area}; }
  // gNB ids of 24 bits.
  Place nr() const { return {PlaceKind::ncgi, own(), std::uint64_t{site + 1} << 12 | sector}; }
  Place nr_area() const { return {PlaceKind::tai_5gs, own(), 0x010000 | area}; }
  Place umts() const {
    const std::uint32_t service_area = (site % 20'000) * kSectors + sector;
    return {PlaceKind::sai, own(), (std::uint64_t{0x4000 + area} << 16) | service_area};
  }
  Place umts_area() const {
    return {PlaceKind::rai, own(), (std::uint64_t{0x4000 + area} << 8) | 1};
  }
  // Locally administered, as no vendor's is.
  Place wifi() const { return Place::wifi(0x02'00'5e'00'00'00u + site * kSectors + sector); }

 private:
  static Plmn own() { return plmn("001-01"); }
};

}  // namespace

Geography Geography::made_up(std::uint32_t cells, std::uint64_t seed) {
  SplitMix random{seed};
  Geography geography;
  const std::uint32_t sites = (cells + kSectors - 1) / kSectors;
  const std::uint32_t side = root_upwards(sites);
  const std::uint32_t zones_side =
      std::clamp(root_upwards(std::max(1u, sites / kSitesPerZone)), 2u, 5u);
  for (std::uint32_t zone = 1; zone <= zones_side * zones_side; ++zone) {
    geography.zones_.push_back(name_of('Z', zone));
  }
  constexpr std::int32_t kEast[kSectors] = {0, 130, -130};
  constexpr std::int32_t kNorth[kSectors] = {kSectorReach, -75, -75};
  Layers layers;
  for (std::uint32_t cell = 0; cell < cells; ++cell) {
    const std::uint32_t site = cell / kSectors;
    const std::uint32_t sector = cell % kSectors;
    const std::uint32_t column = site % side;
    const std::uint32_t row = site / side;
    if (sector == 0) geography.sites_.push_back(name_of('S', site + 1));
    const std::uint32_t zone = row * zones_side / side * zones_side + column * zones_side / side;
    const SectorCells here{site, sector, 1 + zone};
    WorldCell base{.x = static_cast<std::int32_t>(column) * kSiteSpacing + kEast[sector],
                   .y = static_cast<std::int32_t>(row) * kSiteSpacing + kNorth[sector],
                   .site = site,
                   .zone = zone};
    base.x += static_cast<std::int32_t>(random.below(60));
    base.y += static_cast<std::int32_t>(random.below(60));
    const auto add = [&](Radio radio, Place place, Place area) {
      base.place = place;
      base.area = area;
      layers[static_cast<std::size_t>(radio)].push_back(base);
    };
    add(Radio::lte, here.lte(), here.lte_area());
    add(Radio::nr, here.nr(), here.nr_area());
    add(Radio::umts, here.umts(), here.umts_area());
    if (cell % kHotspotEvery == 0) add(Radio::wifi, here.wifi(), {});
  }
  geography.take(std::move(layers));
  return geography;
}

void Geography::take(Layers layers) {
  for (std::size_t i = 0; i < kRadios; ++i) layers_[i] = CellLayer{std::move(layers[i])};
  number_cells();
  find_hotspots();
}

void Geography::number_cells() {
  for (std::size_t i = 0; i < kRadios; ++i) first_[i + 1] = first_[i] + layers_[i].size();
}

const WorldCell& Geography::numbered(std::uint32_t number) const noexcept {
  std::size_t radio = 0;
  while (number >= first_[radio + 1]) ++radio;
  return layers_[radio].at(number - first_[radio]);
}

void Geography::find_hotspots() {
  const CellLayer& lte = layer(Radio::lte);
  hotspots_.assign(lte.size(), kNone);
  const CellLayer& wifi = layer(Radio::wifi);
  for (std::uint32_t i = 0; i < wifi.size(); ++i) {
    hotspots_[lte.nearest(wifi.at(i).x, wifi.at(i).y)] = i;
  }
}

}  // namespace celltally
