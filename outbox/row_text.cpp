#include "outbox/row_text.hpp"

#include <fmt/format.h>

#include <iterator>

#include "disclose/release_rules.hpp"

namespace celltally {

std::string tenths_text(std::uint32_t tenths) {
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

void append_row(const RowText& row, std::string& lines) {
  const auto end = std::back_inserter(lines);
  fmt::format_to(end, R"({{"stat":"{}")", to_text(row.statistic));
  if (!row.place.empty()) fmt::format_to(end, R"(,"place":"{}")", row.place);
  fmt::format_to(end, R"(,"from":"{}","to":"{}","state":"{}")", row.from, row.to,
                 to_text(row.state));
  if (row.state == ReleaseState::published) fmt::format_to(end, R"(,"value":{})", row.value);
  if (!row.key.empty()) fmt::format_to(end, R"(,"{}":"{}")", row.key, row.word);
  if (row.noise.rest_of > 0) fmt::format_to(end, R"(,"rest_of":{})", row.noise.rest_of);
  if (row.noise.sigma_tenths > 0) {
    fmt::format_to(end, R"(,"sigma":{})", tenths_text(row.noise.sigma_tenths));
  }
  if (row.noise.near_threshold) fmt::format_to(end, R"(,"near_threshold":true)");
  fmt::format_to(end, "{}}}\n", row.mark);
}

std::string below_floor_mark(std::uint64_t people_min) {
  if (people_min >= ReleaseRules::kPeopleMinFloor) return {};
  return fmt::format(R"(,"people_min":{})", people_min);
}

}  // namespace celltally
