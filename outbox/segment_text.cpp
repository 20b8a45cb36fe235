#include "outbox/segment_text.hpp"

#include <fmt/format.h>

#include <cassert>
#include <iterator>
#include <string_view>

#include "outbox/protection_text.hpp"
#include "outbox/row_text.hpp"
#include "outbox/sha256.hpp"
#include "vocabulary/row_key.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

std::string dropped_text(const SegmentHeader::Dropped& dropped) {
  if (dropped.segments == 0) return R"({"segments":0})";
  return fmt::format(R"({{"segments":{},"first":{},"last":{}}})", dropped.segments, dropped.first,
                     dropped.last);
}

void append_rows(const SegmentHeader& header, const ReleasedRows& rows, std::string& lines) {
  const std::string from = utc_seconds(header.window.from);
  const std::string to = utc_seconds(header.window.to);
  const std::string mark = below_floor_mark(header.protection.people_min);
  for (const ReleasedCount& row : rows.counts) {
    assert(row.statistic() == header.statistic && row.window() == header.window);
    const std::string place = rows.names->text_of(row.key().place);
    const RowKey key = row_key_of(row.statistic(), row.key(), *rows.names);
    append_row({.statistic = row.statistic(),
                .place = place,
                .from = from,
                .to = to,
                .state = row.state(),
                .value = row.value().value_or(0),
                .key = key.name,
                .word = key.word,
                .noise = {.sigma_tenths = row.sigma_tenths(),
                          .rest_of = row.rest_of(),
                          .near_threshold = row.near_threshold()},
                .mark = mark},
               lines);
  }
}

}  // namespace

std::string header_line(const SegmentHeader& header) {
  assert(header.sequence >= 1 && header.sequence <= SegmentHeader::kSequenceMost);
  assert(is_probe_name(header.probe) && is_sha256_hex(header.previous));
  std::string line = fmt::format(
      R"({{"format":1,"sequence":{},"probe":"{}","epoch":"{}","stat":"{}","from":"{}","to":"{}",)"
      R"("revision":{},"coverage_ppm":{},"loss_ppm":{})",
      header.sequence, header.probe, utc_seconds(header.epoch), to_text(header.statistic),
      utc_seconds(header.window.from), utc_seconds(header.window.to), header.revision,
      header.coverage_ppm, header.loss_ppm);
  const auto end = std::back_inserter(line);
  if (header.unknown_percent) {
    fmt::format_to(end, R"(,"unknown_percent":{})", *header.unknown_percent);
  }
  if (header.temporary_percent) {
    fmt::format_to(end, R"(,"temporary_percent":{})", *header.temporary_percent);
  }
  fmt::format_to(end, R"(,"protection":{})", protection_text(header.protection));
  if (header.ledger) {
    fmt::format_to(end, R"(,"ledger":{{"number":{},"sha256":"{}"}})", header.ledger->number,
                   header.ledger->sha256);
  }
  fmt::format_to(end,
                 R"(,"dropped":{},"previous":"{}","rows":{}}})"
                 "\n",
                 dropped_text(header.dropped), header.previous, header.rows);
  return line;
}

SegmentText segment_text(const SegmentHeader& header, const ReleasedRows& rows) {
  constexpr std::size_t kRowOctets = 180;  // about: one growth of the string less
  SegmentHeader counted = header;
  counted.rows = rows.counts.size();
  SegmentText text;
  text.bytes.reserve(rows.counts.size() * kRowOctets + 1024);
  text.bytes = header_line(counted);
  append_rows(counted, rows, text.bytes);
  text.sha256 = sha256_hex(text.bytes);
  text.bytes += fmt::format("{{\"sha256\":\"{}\"}}\n", text.sha256);
  return text;
}

}  // namespace celltally
