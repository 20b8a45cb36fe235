#include "config/csv_row.hpp"

#include <algorithm>

namespace celltally {

namespace {

// A tab that separates is no space.
std::string_view spaces(char separator) {
  return separator == '\t' ? " \r" : " \t\r";
}

std::string_view without_spaces(std::string_view text, char separator) {
  const std::size_t first = text.find_first_not_of(spaces(separator));
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(spaces(separator)) - first + 1);
}

// Takes a field that begins with a quote off the front of `line`, up to the separator after it.
std::string_view take_quoted(std::string_view& line, char separator) {
  std::size_t end = 1;
  while (end < line.size() && (line[end] != '"' || line.substr(end, 2) == "\"\"")) {
    end += line[end] == '"' ? 2u : 1u;
  }
  const std::string_view field =
      line.substr(1, end < line.size() ? end - 1 : std::string_view::npos);
  line.remove_prefix(std::min(line.find(separator, end), line.size()));
  return field;
}

}  // namespace

void CsvRow::split(std::string_view line) {
  fields_.clear();
  line = without_spaces(line, separator_);
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(spaces(separator_)), line.size()));
    if (!line.empty() && line.front() == '"') {
      fields_.push_back(take_quoted(line, separator_));
    } else {
      const std::size_t length = std::min(line.find(separator_), line.size());
      fields_.push_back(without_spaces(line.substr(0, length), separator_));
      line.remove_prefix(length);
    }
    if (line.empty()) return;
    line.remove_prefix(1);
  }
}

}  // namespace celltally
