#pragma once

#include <string>

#include "config/csv_row.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// Reads the cell out of one row of a cell inventory. Which columns there are is settled by the
// file's first row.
class CellRow {
 public:
  // Whether `first` is a header, and not yet a cell. Fails when it is a header without a column
  // that is needed.
  Result<bool, std::string> settle_columns(const CsvRow& first);

  // The cell, or what is wrong with the row: `net is "abc"; write the MNC as digits`.
  Result<Place, std::string> read(const CsvRow& row) const;

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  Result<Place, std::string> read_open_cell_id(const CsvRow& row) const;

  std::size_t place_ = kNone;  // the column; kNone: the columns below
  std::size_t radio_ = 0;
  std::size_t mcc_ = 1;
  std::size_t net_ = 2;
  std::size_t area_ = 3;
  std::size_t cell_ = 4;
};

}  // namespace celltally
