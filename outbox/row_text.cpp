#include "outbox/row_text.hpp"

#include <fmt/format.h>

#include <iterator>

#include "disclose/release_rules.hpp"

namespace celltally {

void append_row(const RowText& row, std::string& lines) {
  const auto end = std::back_inserter(lines);
  fmt::format_to(end, R"({{"stat":"{}")", to_text(row.statistic));
  if (!row.place.empty()) fmt::format_to(end, R"(,"place":"{}")", row.place);
  fmt::format_to(end, R"(,"from":"{}","to":"{}","state":"{}")", row.from, row.to,
                 to_text(row.state));
  if (row.state == ReleaseState::published) fmt::format_to(end, R"(,"value":{})", row.value);
  if (!row.key.empty()) fmt::format_to(end, R"(,"{}":"{}")", row.key, row.word);
  fmt::format_to(end, "{}}}\n", row.mark);
}

std::string below_floor_mark(std::uint64_t people_min) {
  if (people_min >= ReleaseRules::kPeopleMinFloor) return {};
  return fmt::format(R"(,"people_min":{})", people_min);
}

}  // namespace celltally
