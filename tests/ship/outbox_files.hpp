#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "outbox/row_text.hpp"
#include "outbox/segment.hpp"
#include "outbox/segment_name.hpp"
#include "outbox/segment_text.hpp"
#include "outbox/sha256.hpp"
#include "tests/ship/made_segments.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally::testing {

// A segment's bytes without its last line.
inline std::string segment_body(const Segment& segment) {
  std::string text = header_line(segment.header);
  const std::string from = utc_seconds(segment.header.window.from);
  const std::string to = utc_seconds(segment.header.window.to);
  const std::string mark = below_floor_mark(segment.header.protection.people_min);
  for (const SegmentRow& row : segment.rows) {
    append_row({.statistic = segment.header.statistic,
                .place = row.place,
                .from = from,
                .to = to,
                .state = row.state,
                .value = row.value.value_or(0),
                .key = row.key.name,
                .word = row.key.word,
                .mark = mark},
               text);
  }
  return text;
}

// Writes segments into a folder as the probe does: whole files, each with the hash of the one
// before.
class OutboxFiles {
 public:
  explicit OutboxFiles(std::string folder) : folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
  }

  // Returns it as it can be read back.
  Segment add(Segment segment) {
    segment.header.previous = previous_;
    const std::string body = segment_body(segment);
    segment.sha256 = sha256_hex(body);
    previous_ = segment.sha256;
    const std::string path = path_of(segment.header);
    std::ofstream{path + ".part", std::ios::binary} << body << "{\"sha256\":\"" << segment.sha256
                                                    << "\"}\n";
    std::filesystem::rename(path + ".part", path);
    return segment;
  }
  std::string path_of(const SegmentHeader& header) const {
    return folder_ + "/" + to_text(SegmentName::of(header));
  }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
  std::string previous_ = std::string(64, '0');
};

}  // namespace celltally::testing
