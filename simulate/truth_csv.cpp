#include "simulate/truth_csv.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <ostream>
#include <string>

namespace celltally {

namespace {

std::string utc(Timestamp at) {
  using std::chrono::days;
  using std::chrono::sys_seconds;
  const sys_seconds moment{std::chrono::seconds{at.seconds()}};
  const auto midnight = std::chrono::floor<days>(moment);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss time{moment - midnight};
  std::array<char, 40> text{};
  static_cast<void>(std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count())));
  return text.data();
}

}  // namespace

void write_truth_csv(std::ostream& out, std::span<const TruthRow> rows) {
  out << "stat,place,from,to,kind,value,people\n";
  for (const TruthRow& row : rows) {
    out << to_text(row.statistic) << ',' << row.place << ',' << utc(row.window.from) << ','
        << utc(row.window.to) << ',' << to_text(row.kind) << ',' << row.value << ',' << row.people
        << '\n';
  }
}

}  // namespace celltally
