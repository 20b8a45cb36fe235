#include "ship/segment_body.hpp"

#include <algorithm>
#include <functional>

#include "outbox/row_text.hpp"
#include "outbox/segment_text.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

// Rows as text, one behind the other, as many as there is room for.
SegmentBody rows_that_fit(const Segment& segment, std::size_t first, std::size_t rows_most,
                          std::size_t bytes_most,
                          const std::function<void(const SegmentRow&, std::string&)>& append) {
  SegmentBody body;
  const std::size_t end = std::min(segment.rows.size(), first + rows_most);
  for (std::size_t i = first; i < end; ++i) {
    const std::size_t before = body.text.size();
    append(segment.rows[i], body.text);
    if (body.text.size() > bytes_most && body.rows > 0) {
      body.text.resize(before);
      break;
    }
    ++body.rows;
  }
  return body;
}

std::size_t room_beside(const std::string& frame, std::size_t bytes_most) {
  return bytes_most > frame.size() ? bytes_most - frame.size() : 0;
}

std::string part_text(std::size_t first, std::size_t rows) {
  return "{\"first\":" + std::to_string(first) + ",\"rows\":" + std::to_string(rows) + "}";
}

constexpr std::size_t kPartTextMost = 80;

void append_density(const SegmentRow& row, std::string& text) {
  text += text.empty() ? "{\"cell\":\"" : ",{\"cell\":\"";
  text += row.place;
  switch (row.state) {
    case ReleaseState::published:
      text += "\",\"dataType\":\"DENSITY_ESTIMATION\",\"people\":" +
              std::to_string(row.value.value_or(0)) + "}";
      break;
    case ReleaseState::withheld: text += "\",\"dataType\":\"LOW_DENSITY\"}"; break;
    case ReleaseState::no_data: text += "\",\"dataType\":\"NO_DATA\"}"; break;
  }
}

}  // namespace

SegmentBody ndjson_body(const Segment& segment, std::size_t first, std::size_t rows_most,
                        std::size_t bytes_most) {
  std::string head = header_line(segment.header);
  const std::string from = utc_seconds(segment.header.window.from);
  const std::string to = utc_seconds(segment.header.window.to);
  const std::string mark = below_floor_mark(segment.header.protection.people_min);
  const std::size_t room = room_beside(head, bytes_most);
  SegmentBody body = rows_that_fit(segment, first, rows_most, room - std::min(room, kPartTextMost),
                                   [&](const SegmentRow& row, std::string& text) {
                                     append_row({.statistic = segment.header.statistic,
                                                 .place = row.place,
                                                 .from = from,
                                                 .to = to,
                                                 .state = row.state,
                                                 .value = row.value.value_or(0),
                                                 .key = row.key.name,
                                                 .word = row.key.word,
                                                 .noise = row.noise,
                                                 .mark = mark},
                                                text);
                                   });
  head.resize(head.size() - 2);  // "}\n"
  body.text = head + ",\"part\":" + part_text(first, body.rows) + "}\n" + body.text;
  return body;
}

SegmentBody camara_body(const Segment& segment, std::size_t first, std::size_t rows_most,
                        std::size_t bytes_most) {
  const SegmentHeader& header = segment.header;
  const std::string head =
      "{\"status\":\"SUPPORTED_AREA\",\"timedPopulationDensityData\":[{"
      "\"startTime\":\"" +
      utc_seconds(header.window.from) + "\",\"endTime\":\"" + utc_seconds(header.window.to) +
      "\",\"cellPopulationDensityData\":[";
  const std::string tail = "]}],\"probe\":\"" + header.probe + "\",\"epoch\":\"" +
                           utc_seconds(header.epoch) +
                           "\",\"revision\":" + std::to_string(header.revision);
  const std::size_t room = room_beside(head + tail, bytes_most);
  SegmentBody body = rows_that_fit(segment, first, rows_most, room - std::min(room, kPartTextMost),
                                   append_density);
  body.text = head + body.text + tail + ",\"part\":" + part_text(first, body.rows) + "}\n";
  return body;
}

}  // namespace celltally
