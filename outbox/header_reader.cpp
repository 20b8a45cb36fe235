#include "outbox/header_reader.hpp"

#include <fmt/format.h>

#include <limits>
#include <string>

#include "outbox/protection_text.hpp"
#include "outbox/sha256.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr std::uint64_t kFormat = 1;

void read_format(LineCursor& line) {
  line.expect(R"({"format":)");
  const auto format = line.number("format", 0, std::numeric_limits<std::uint64_t>::max());
  if (format == kFormat) return;
  line.refuse(
      fmt::format("it is of format {}, and only format {} is known here; a newer celltally may "
                  "read it",
                  format, kFormat));
}

Timestamp read_time(LineCursor& line, std::string_view name) {
  const auto at = utc_from_text(line.word());
  if (!at) line.refuse(fmt::format("{} must be a time such as 2026-01-01T12:00:00Z", name));
  return at.value_or(Timestamp{});
}

Statistic read_statistic(LineCursor& line) {
  const std::string_view word = line.word();
  const auto statistic = statistic_from_text(word);
  if (!statistic) line.refuse("stat must be one that is counted, such as presence");
  return statistic.value_or(Statistic::presence);
}

void read_window(LineCursor& line, SegmentHeader& header) {
  line.expect(R"("stat":")");
  header.statistic = read_statistic(line);
  line.expect(R"(","from":")");
  header.window.from = read_time(line, "from");
  line.expect(R"(","to":")");
  header.window.to = read_time(line, "to");
  if (header.window.from >= header.window.to) line.refuse("from must be before to");
}

std::optional<std::uint32_t> read_percent(LineCursor& line, std::string_view name) {
  constexpr std::uint64_t kPercentMost = 100;
  if (!line.accept(fmt::format(R"(,"{}":)", name))) return std::nullopt;
  return static_cast<std::uint32_t>(line.number(name, 0, kPercentMost));
}

void read_quality(LineCursor& line, SegmentHeader& header) {
  line.expect(R"(","revision":)");
  header.revision = static_cast<std::uint32_t>(
      line.number("revision", 0, std::numeric_limits<std::uint32_t>::max()));
  line.expect(R"(,"coverage_ppm":)");
  header.coverage_ppm =
      static_cast<std::uint32_t>(line.number("coverage_ppm", 0, SegmentHeader::kPpmMost));
  line.expect(R"(,"loss_ppm":)");
  header.loss_ppm = static_cast<std::uint32_t>(line.number("loss_ppm", 0, SegmentHeader::kPpmMost));
  header.unknown_percent = read_percent(line, "unknown_percent");
  header.temporary_percent = read_percent(line, "temporary_percent");
}

void read_ledger(LineCursor& line, SegmentHeader::Ledger& ledger) {
  line.expect(R"(,"ledger":{"number":)");
  ledger.number = line.number("number", 1, SegmentHeader::kSequenceMost);
  line.expect(R"(,"sha256":")");
  ledger.sha256 = line.word();
  if (!is_sha256_hex(ledger.sha256)) line.refuse("sha256 of the ledger must be 64 hex digits");
  line.expect("\"}");
}

void read_dropped(LineCursor& line, SegmentHeader& header) {
  SegmentHeader::Dropped& dropped = header.dropped;
  line.expect(R"(,"dropped":{"segments":)");
  dropped.segments = line.number("segments", 0, SegmentHeader::kSequenceMost);
  if (dropped.segments > 0) {
    line.expect(R"(,"first":)");
    dropped.first = line.number("first", 1, SegmentHeader::kSequenceMost);
    line.expect(R"(,"last":)");
    dropped.last = line.number("last", 1, SegmentHeader::kSequenceMost);
    const bool counts_both = (dropped.segments == 1) == (dropped.first == dropped.last);
    if (dropped.first > dropped.last || dropped.last >= header.sequence || !counts_both ||
        dropped.segments > dropped.last - dropped.first + 1) {
      line.refuse("dropped must count segments from first to last, all before this one");
    }
  }
  line.expect("}");
}

}  // namespace

SegmentHeader read_header(LineCursor& line) {
  SegmentHeader header;
  read_format(line);
  line.expect(R"(,"sequence":)");
  header.sequence = line.number("sequence", 1, SegmentHeader::kSequenceMost);
  line.expect(R"(,"probe":")");
  header.probe = line.word();
  if (!is_probe_name(header.probe)) {
    line.refuse("probe must be 1 to 63 letters a to z, digits and hyphens");
  }
  line.expect(R"(","epoch":")");
  header.epoch = read_time(line, "epoch");
  line.expect(R"(",)");
  read_window(line, header);
  read_quality(line, header);
  line.expect(R"(,"protection":)");
  read_protection(line, header.protection);
  if (header.protection.noise) read_ledger(line, header.ledger.emplace());
  read_dropped(line, header);
  line.expect(R"(,"previous":")");
  header.previous = line.word();
  if (!is_sha256_hex(header.previous)) line.refuse("previous must be 64 hex digits");
  line.expect(R"(","rows":)");
  header.rows = line.number("rows", 0, SegmentHeader::kSequenceMost);
  line.expect("}");
  line.expect_end();
  return header;
}

}  // namespace celltally
