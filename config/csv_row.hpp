#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace celltally {

// The fields of one line of CSV (RFC 4180, without line breaks in fields), or with another
// separator; borrows the line. Quotes around a field are taken off, doubled quotes in it stay
// doubled. Spaces around a field are not part of it.
class CsvRow {
 public:
  explicit CsvRow(char separator = ',') : separator_(separator) {}

  void split(std::string_view line);

  std::size_t size() const noexcept { return fields_.size(); }

  // Empty when the row has no such column.
  std::string_view operator[](std::size_t column) const noexcept {
    return column < fields_.size() ? fields_[column] : std::string_view{};
  }

 private:
  char separator_;
  std::vector<std::string_view> fields_;
};

}  // namespace celltally
