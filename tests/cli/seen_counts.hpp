#pragma once

#include <cstdint>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/program_run.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally::testing {

// Rows of CSV as maps from the column's name.
using CsvRow = std::map<std::string, std::string>;

inline std::vector<CsvRow> csv_rows(const std::string& text) {
  const auto fields = [](const std::string& line) {
    std::vector<std::string> parts(1);
    for (const char c : line) {
      if (c == ',') {
        parts.emplace_back();
      } else {
        parts.back() += c;
      }
    }
    return parts;
  };
  std::istringstream lines{text};
  std::string line;
  std::getline(lines, line);
  const auto names = fields(line);
  std::vector<CsvRow> rows;
  while (std::getline(lines, line)) {
    const auto values = fields(line);
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = values.at(i);
  }
  return rows;
}

inline std::string key_of(CsvRow& row) {
  return row["stat"] + " " + row["place"] + " " + row["from"] + " " + row["kind"];
}

// The events that are to be counted of what a perfect probe tells (`simulate --sightings`), the
// plain way. Hours are those of UTC.
class SeenCounts {
 public:
  struct Count {
    std::uint64_t value = 0;
    std::set<std::string> people;  // behind it
  };

  explicit SeenCounts(const std::string& sightings_file) {
    for (auto& row : csv_rows(ProgramRun::text_of(sightings_file))) add(row);
  }

  std::size_t size() const { return counts_.size(); }
  const Count& operator[](const std::string& key) const {
    static const Count kNothing;
    const auto found = counts_.find(key);
    return found == counts_.end() ? kNothing : found->second;
  }

 private:
  static constexpr std::int64_t kHour = 3600;

  static std::string text(std::int64_t second) {
    return utc_seconds(Timestamp::from_seconds(second));
  }

  // "2026-01-15T04:00:00.000001Z" or with nine digits.
  static std::int64_t nanoseconds(const std::string& at) {
    std::string fraction = at.substr(20, at.size() - 21);
    fraction.resize(9, '0');
    return utc_from_text(at.substr(0, 19) + "Z")->ns + std::strtoll(fraction.c_str(), nullptr, 10);
  }

  void add(CsvRow& row) {
    const std::int64_t ns = nanoseconds(row["at"]);
    const std::int64_t second = ns / 1'000'000'000;
    Count& events =
        counts_["events " + row["place"] + " " + text(second / kHour * kHour) + " " + row["kind"]];
    ++events.value;
    if (row["mark"] != "none" || row["who"] == "no_sim") return;
    events.people.insert(row["device"]);
  }

  std::map<std::string, Count> counts_;
};

}  // namespace celltally::testing
