#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulate/cell_layer.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

enum class Radio : std::uint8_t { lte, nr, umts, wifi };

inline constexpr std::size_t kRadios = 4;

// Where the made-up world's cells are: a layer of cells for each radio technology, sites and zones.
// Made up: sites of three sectors on a grid of some 600 m, with LTE, NR and UMTS on each, in zones
// of equal size; an access point at every fourth sector.
class Geography {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  // REQUIRES: cells > 0.
  static Geography made_up(std::uint32_t cells, std::uint64_t seed);

  // CSV with a header: the columns of OpenCelliD (radio,mcc,net,area,cell,lon,lat are looked at),
  // site and zone, and `place` in the place of radio,mcc,net,cell where it is not empty. Cells of
  // one site stand together. Fails with the line that is wrong, and when there is no LTE cell.
  static Result<Geography, std::string> read(std::istream& in, std::string_view name);

  // What read() takes: the columns of OpenCelliD, site, zone, place. Of these radios only.
  void write(std::ostream& out, std::span<const Radio> radios) const;

  const CellLayer& layer(Radio radio) const noexcept {
    return layers_[static_cast<std::size_t>(radio)];
  }
  const std::vector<std::string>& sites() const noexcept { return sites_; }
  const std::vector<std::string>& zones() const noexcept { return zones_; }

  // One number for each cell of all layers, from 0.
  std::uint32_t number(Radio radio, std::uint32_t cell) const noexcept {
    return first_[static_cast<std::size_t>(radio)] + cell;
  }
  std::uint32_t numbers() const noexcept { return first_[kRadios]; }
  const WorldCell& numbered(std::uint32_t number) const noexcept;

  // The access point in an LTE cell; kNone where there is none.
  std::uint32_t access_point(std::uint32_t lte_cell) const noexcept { return hotspots_[lte_cell]; }

 private:
  using Layers = std::array<std::vector<WorldCell>, kRadios>;

  Geography() = default;
  void take(Layers layers);
  void number_cells();
  void find_hotspots();

  std::array<CellLayer, kRadios> layers_;
  std::array<std::uint32_t, kRadios + 1> first_{};
  std::vector<std::string> sites_;
  std::vector<std::string> zones_;
  std::vector<std::uint32_t> hotspots_;
};

}  // namespace celltally
