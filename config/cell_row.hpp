#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "config/cell_columns.hpp"
#include "config/csv_row.hpp"
#include "vocabulary/geo_point.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// Reads what one row of a cell inventory says. Which columns there are is settled by the file's
// first row.
class CellRow {
 public:
  struct Said {
    Place cell;
    std::optional<GeoPoint> position;
    std::string_view site;  // the row's octets, not checked; empty: none
    std::string_view zone;
  };

  explicit CellRow(CellColumns columns) : columns_(std::move(columns)) {}

  // Whether `first` is a header, and not yet a cell. Fails when it is a header without a column
  // that is needed, or that was named, and when columns were named and it is none.
  Result<bool, std::string> settle_columns(const CsvRow& first);

  // What the row says, or what is wrong with it: `net is "abc"; write the MNC as digits`.
  Result<Said, std::string> read(const CsvRow& row) const;

  bool has(CellColumn::Number column) const noexcept { return at_[column] != kNone; }

  // `zone is "a:b"; write ...`
  std::string problem(CellColumn::Number column, const CsvRow& row, std::string_view cure) const;

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::string_view name_of(CellColumn::Number column) const noexcept;
  std::string_view value(CellColumn::Number column, const CsvRow& row) const noexcept {
    return row[at_[column]];
  }
  void take_usual_order(const CsvRow& first);
  std::string missing_column(const CsvRow& header) const;
  Result<Place, std::string> read_cell(const CsvRow& row) const;
  Result<Place, std::string> read_open_cell_id(const CsvRow& row) const;
  Result<double, std::string> read_degrees(CellColumn::Number column, const CsvRow& row,
                                           double most) const;
  Result<std::optional<GeoPoint>, std::string> read_position(const CsvRow& row) const;

  CellColumns columns_;
  std::array<std::size_t, CellColumns::kCount> at_{};  // by CellColumn::Number
  bool same_radio_ = false;                            // columns_.radio is that of all cells
};

}  // namespace celltally
