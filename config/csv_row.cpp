#include "config/csv_row.hpp"

namespace celltally {

namespace {

std::string_view without_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// Takes a field that begins with a quote off the front of `line`, up to the comma after it.
std::string_view take_quoted(std::string_view& line) {
  std::size_t end = 1;
  while (end < line.size() && (line[end] != '"' || line.substr(end, 2) == "\"\"")) {
    end += line[end] == '"' ? 2u : 1u;
  }
  const std::string_view field =
      line.substr(1, end < line.size() ? end - 1 : std::string_view::npos);
  line.remove_prefix(line.find(',', end) == std::string_view::npos ? line.size()
                                                                   : line.find(',', end));
  return field;
}

}  // namespace

void CsvRow::split(std::string_view line) {
  fields_.clear();
  line = without_spaces(line);
  while (true) {
    line.remove_prefix(line.find_first_not_of(" \t") == std::string_view::npos
                           ? line.size()
                           : line.find_first_not_of(" \t"));
    if (!line.empty() && line.front() == '"') {
      fields_.push_back(take_quoted(line));
    } else {
      fields_.push_back(without_spaces(line.substr(0, line.find(','))));
      line.remove_prefix(line.find(',') == std::string_view::npos ? line.size() : line.find(','));
    }
    if (line.empty()) return;
    line.remove_prefix(1);
  }
}

}  // namespace celltally
