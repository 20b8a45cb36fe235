#include "outbox/segment_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "outbox/header_reader.hpp"
#include "outbox/line_cursor.hpp"
#include "outbox/row_reader.hpp"
#include "outbox/sha256.hpp"

namespace celltally {

namespace {

constexpr std::string_view kEndBegins = R"({"sha256":")";
constexpr std::string_view kEndEnds = "\"}\n";
constexpr std::size_t kHashDigits = 64;
constexpr std::size_t kEndOctets = kEndBegins.size() + kHashDigits + kEndEnds.size();

std::string at_line(const std::string& file, std::size_t line, std::string_view problem) {
  return fmt::format("{}:{}: {}", file, line, problem);
}

// The checksum that the end line tells; nothing when there is no proper end.
std::optional<std::string> told_checksum(std::string_view bytes) {
  if (bytes.size() < kEndOctets) return std::nullopt;
  const std::string_view end = bytes.substr(bytes.size() - kEndOctets);
  const std::string_view hash = end.substr(kEndBegins.size(), kHashDigits);
  if (!end.starts_with(kEndBegins) || !end.ends_with(kEndEnds) || !is_sha256_hex(hash)) {
    return std::nullopt;
  }
  return std::string{hash};
}

// Takes a line from the front, without its break; nothing when there is no whole one.
std::optional<std::string_view> next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

bool in_order(const SegmentRow& one, const SegmentRow& next) {
  return std::tie(one.place, one.key) < std::tie(next.place, next.key);
}

// Everything between the first line and the end.
Result<std::vector<SegmentRow>, std::string> read_rows(std::string_view rest,
                                                       const SegmentHeader& header,
                                                       const std::string& file) {
  const RowReader reader{header};
  std::vector<SegmentRow> rows;
  rows.reserve(std::min<std::size_t>(header.rows, rest.size() / 100));
  for (std::size_t number = 2; !rest.empty(); ++number) {
    const auto text = next_line(rest);
    if (!text) return fail(at_line(file, number, "the line does not end"));
    LineCursor line{*text};
    rows.push_back(reader.read(line));
    if (!line.ok()) return fail(at_line(file, number, line.problem()));
    if (rows.size() > 1 && !in_order(rows[rows.size() - 2], rows.back())) {
      return fail(
          at_line(file, number, "rows must be sorted by place, then key, none of them twice"));
    }
  }
  if (rows.size() != header.rows) {
    return fail(
        at_line(file, 1, fmt::format("rows says {}, and there are {}", header.rows, rows.size())));
  }
  return rows;
}

}  // namespace

Result<SegmentHeader, std::string> read_segment_header(std::string_view bytes,
                                                       const std::string& file) {
  const auto text = next_line(bytes);
  if (!text) return fail(at_line(file, 1, "the line does not end"));
  LineCursor line{*text};
  SegmentHeader header = read_header(line);
  if (!line.ok()) return fail(at_line(file, 1, line.problem()));
  return header;
}

Result<Segment, std::string> read_segment(std::string_view bytes, const std::string& file) {
  if (bytes.size() > kSegmentOctetsMost) return fail(file + ": longer than 256 MiB");
  const auto told = told_checksum(bytes);
  if (!told) return fail(file + ": it has no proper end: it was cut off, or something follows it");
  const std::string_view hashed = bytes.substr(0, bytes.size() - kEndOctets);
  if (sha256_hex(hashed) != *told) {
    return fail(file + ": the checksum does not match: it was changed after it was written");
  }
  auto header = read_segment_header(hashed, file);
  if (!header) return fail(header.error());
  auto rows = read_rows(hashed.substr(hashed.find('\n') + 1), *header, file);
  if (!rows) return fail(rows.error());
  return Segment{std::move(*header), std::move(*rows), *told, bytes.size()};
}

}  // namespace celltally
