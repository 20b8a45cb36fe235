#include "outbox/ledger_line.hpp"

#include <fmt/format.h>

#include "outbox/line_cursor.hpp"
#include "outbox/protection_text.hpp"
#include "outbox/sha256.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

Timestamp read_time(LineCursor& line, std::string_view name) {
  const auto at = utc_from_text(line.word());
  if (!at) line.refuse(fmt::format("{} must be a time such as 2026-01-01T12:00:00Z", name));
  return at.value_or(Timestamp{});
}

void read_window(LineCursor& line, LedgerEntry& entry) {
  line.expect(R"(","stat":")");
  const auto statistic = statistic_from_text(line.word());
  if (!statistic) line.refuse("stat must be one that is counted, such as presence");
  entry.statistic = statistic.value_or(Statistic::presence);
  line.expect(R"(","from":")");
  entry.window.from = read_time(line, "from");
  line.expect(R"(","to":")");
  entry.window.to = read_time(line, "to");
  if (entry.window.from >= entry.window.to) line.refuse("from must be before to");
}

}  // namespace

std::string ledger_line(const LedgerEntry& entry) {
  return fmt::format(
      R"({{"ledger":1,"number":{},"at":"{}","probe":"{}","day":"{}","stat":"{}","from":"{}",)"
      R"("to":"{}","protection":{},"previous":"{}"}})"
      "\n",
      entry.number, utc_seconds(entry.at), entry.probe, utc_seconds(entry.day),
      to_text(entry.statistic), utc_seconds(entry.window.from), utc_seconds(entry.window.to),
      protection_text(entry.protection), entry.previous);
}

Result<LedgerEntry, std::string> read_ledger_line(std::string_view text) {
  LineCursor line{text};
  LedgerEntry entry;
  line.expect(R"({"ledger":1,"number":)");
  entry.number = line.number("number", 1, SegmentHeader::kSequenceMost);
  line.expect(R"(,"at":")");
  entry.at = read_time(line, "at");
  line.expect(R"(","probe":")");
  entry.probe = line.word();
  if (!is_probe_name(entry.probe)) {
    line.refuse("probe must be 1 to 63 letters a to z, digits and hyphens");
  }
  line.expect(R"(","day":")");
  entry.day = read_time(line, "day");
  read_window(line, entry);
  line.expect(R"(","protection":)");
  read_protection(line, entry.protection);
  if (line.ok() && !entry.protection.noise) line.refuse("mode must be noise");
  line.expect(R"(,"previous":")");
  entry.previous = line.word();
  if (!is_sha256_hex(entry.previous)) line.refuse("previous must be 64 hex digits");
  line.expect("\"}");
  line.expect_end();
  if (!line.ok()) return fail(line.problem());
  return entry;
}

}  // namespace celltally
