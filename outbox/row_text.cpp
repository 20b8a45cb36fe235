#include "outbox/row_text.hpp"

#include <fmt/format.h>

#include <iterator>

#include "disclose/release_rules.hpp"

namespace celltally {

void append_row(const RowText& row, std::string& lines) {
  const auto end = std::back_inserter(lines);
  fmt::format_to(end, R"({{"stat":"{}","place":"{}","from":"{}","to":"{}","state":"{}")",
                 to_text(row.statistic), row.place, row.from, row.to, to_text(row.state));
  if (row.state == ReleaseState::published) fmt::format_to(end, R"(,"value":{})", row.value);
  if (row.kind != EventKind::none) fmt::format_to(end, R"(,"kind":"{}")", to_text(row.kind));
  fmt::format_to(end, "{}}}\n", row.mark);
}

std::string below_floor_mark(std::uint64_t people_min) {
  if (people_min >= ReleaseRules::kPeopleMinFloor) return {};
  return fmt::format(R"(,"people_min":{})", people_min);
}

}  // namespace celltally
