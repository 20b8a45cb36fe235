// Any bytes as a segment: either a segment, and then the only text that has this meaning, or a
// reason. Half of the inputs get a checksum that fits, or the fuzzer would never come behind it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "fuzz/allocation.hpp"
#include "outbox/row_text.hpp"
#include "outbox/segment_reader.hpp"
#include "outbox/segment_text.hpp"
#include "outbox/sha256.hpp"
#include "vocabulary/row_key.hpp"
#include "vocabulary/utc_text.hpp"

namespace {

using namespace celltally;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string end_for(const std::string& hashed) {
  return R"({"sha256":")" + sha256_hex(hashed) + "\"}\n";
}

// What the writer would write of this.
std::string written_again(const Segment& segment) {
  const std::string from = utc_seconds(segment.header.window.from);
  const std::string to = utc_seconds(segment.header.window.to);
  std::string text = header_line(segment.header);
  for (const SegmentRow& row : segment.rows) {
    append_row({.statistic = segment.header.statistic,
                .place = row.place,
                .from = from,
                .to = to,
                .state = row.state,
                .value = row.value.value_or(0),
                .key = row.key.name,
                .word = row.key.word,
                .noise = row.noise,
                .mark = below_floor_mark(segment.header.protection.people_min)},
               text);
  }
  return text + end_for(text);
}

void check_reason(const std::string& reason) {
  require(reason.starts_with("f:") && reason.size() < 300);
  for (const char c : reason) require(c >= ' ' && c <= '~');
}

void check(const std::string& bytes) {
  with_allocation_fault({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()},
                        [&] { (void)read_segment(bytes, "f"); });
  const auto segment = read_segment(bytes, "f");
  if (!segment) return check_reason(segment.error());
  require(written_again(*segment) == bytes);
  const auto& header = segment->header;
  require(header.rows == segment->rows.size() && segment->bytes == bytes.size());
  for (const SegmentRow& row : segment->rows) {
    require(row.value.has_value() == (row.state == ReleaseState::published));
    const auto& noise = header.protection.noise;
    const bool own = noise && row.noise.rest_of == 0;
    require(!row.value || *row.value >= (own ? noise->threshold : header.protection.people_min));
    require(row.noise == RowNoise{} || (noise && row.value));
    require(is_row_place(header.statistic, row.place));
    require(is_row_key(header.statistic, row.key.name, row.key.word));
  }
  const auto alone = read_segment_header(bytes, "f");
  require(alone.has_value() && *alone == header);
  // A checksum is not taken with another digit, nor a text with another octet.
  for (const std::size_t at : {bytes.size() - 4, bytes.size() / 2, std::size_t{3}}) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    require(!read_segment(changed, "f").has_value());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  check(bytes);
  // In place of the last line, if there is one.
  const std::size_t end = size < 2 ? std::string::npos : bytes.rfind('\n', size - 2);
  const std::string hashed = end == std::string::npos ? bytes : bytes.substr(0, end + 1);
  check(hashed + end_for(hashed));
  check(bytes + end_for(bytes));
  return 0;
}
