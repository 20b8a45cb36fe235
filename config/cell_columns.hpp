#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "vocabulary/result.hpp"

namespace celltally {

// How an operator's list of cells calls its columns, in its header. Empty: as OpenCelliD does
// (CellColumn::usual). Letters' case does not matter.
struct CellColumns {
  static constexpr std::size_t kCount = 10;

  std::string place{};
  std::string radio{};  // or GSM, UMTS, LTE or NR, where all cells are that
  std::string mcc{};
  std::string net{};
  std::string area{};
  std::string cell{};
  std::string longitude{};
  std::string latitude{};
  std::string site{};
  std::string zone{};
  std::string separator{};  // , ; | or tab

  bool operator==(const CellColumns&) const = default;

  char separator_character() const noexcept {
    if (separator.empty()) return ',';
    return separator == "tab" ? '\t' : separator.front();
  }
};

// One of them: its key in the configuration, its field, and its usual name.
struct CellColumn {
  // Where it stands in kCellColumns.
  enum Number : std::size_t { place, radio, mcc, net, area, cell, longitude, latitude, site, zone };

  std::string_view key;
  std::string CellColumns::*field;
  std::string_view usual;
  std::string_view meaning;
};

inline constexpr std::array<CellColumn, CellColumns::kCount> kCellColumns{{
    {"place", &CellColumns::place, "place",
     "column of whole places such as ecgi:208-93-1234501, instead of the next five"},
    {"radio", &CellColumns::radio, "radio",
     "column of GSM, UMTS, LTE or NR; or that word, where all cells are so"},
    {"mcc", &CellColumns::mcc, "mcc", "column of the MCC"},
    {"net", &CellColumns::net, "net", "column of the MNC"},
    {"area", &CellColumns::area, "area", "column of the LAC, for GSM and UMTS"},
    {"cell", &CellColumns::cell, "cell", "column of the CI, ECI or NCI, as a decimal number"},
    {"longitude", &CellColumns::longitude, "lon", "column of the longitude in degrees, if any"},
    {"latitude", &CellColumns::latitude, "lat", "column of the latitude in degrees, if any"},
    {"site", &CellColumns::site, "site", "column of the site's name, if any"},
    {"zone", &CellColumns::zone, "zone", "column of the zone's name, if any"},
}};

// Of "cell=CELL_ID,zone=TOWN,separator=;": the keys above, and separator. Fails with what is wrong
// and what to write.
Result<CellColumns, std::string> cell_columns_from_text(std::string_view text);

}  // namespace celltally
