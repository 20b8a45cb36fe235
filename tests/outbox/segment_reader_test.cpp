#include "outbox/segment_reader.hpp"

#include <gtest/gtest.h>

#include <string>

#include "outbox/segment_text.hpp"
#include "outbox/sha256.hpp"
#include "tests/outbox/released_rows.hpp"

namespace celltally {
namespace {

std::string bytes_of(const test::ReleasedWindow& window) {
  return segment_text(window.about, window.rows).bytes;
}

// The same with another end, which fits again.
std::string sealed(const std::string& bytes) {
  const std::string hashed = bytes.substr(0, bytes.rfind('\n', bytes.size() - 2) + 1);
  return hashed + R"({"sha256":")" + sha256_hex(hashed) + "\"}\n";
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

std::string error_of(const std::string& bytes) {
  const auto segment = read_segment(bytes, "a.segment");
  return segment ? "" : segment.error();
}

TEST(SegmentReader, ReadsWhatProbesWroteBeforeTheyToldTheTemporaryShare) {
  auto window = test::events(3);
  window.about.unknown_percent = 100;
  const SegmentText text = segment_text(window.about, window.rows);
  const auto segment = read_segment(text.bytes, "a.segment");
  ASSERT_TRUE(segment) << segment.error();
  EXPECT_EQ(segment->header.unknown_percent, 100u);
  EXPECT_FALSE(segment->header.temporary_percent);
  EXPECT_EQ(text.bytes.find("temporary"), std::string::npos);
}

TEST(SegmentReader, ReadsWhatTheWriterWrote) {
  auto window = test::events(3);
  window.about.unknown_percent = 100;
  window.about.temporary_percent = 0;
  window.about.dropped = {.segments = 2, .first = 5, .last = 9};
  const SegmentText text = segment_text(window.about, window.rows);
  const auto segment = read_segment(text.bytes, "a.segment");
  ASSERT_TRUE(segment) << segment.error();
  SegmentHeader expected = window.about;
  expected.rows = window.rows.counts.size();
  EXPECT_EQ(segment->header, expected);
  EXPECT_EQ(segment->sha256, text.sha256);
  EXPECT_EQ(segment->bytes, text.bytes.size());
  ASSERT_EQ(segment->rows.size(), window.rows.counts.size());
  for (std::size_t i = 0; i < window.rows.counts.size(); ++i) {
    const ReleasedCount& row = window.rows.counts[i];
    EXPECT_EQ(segment->rows[i].place, to_text(row.key().place));
    EXPECT_EQ(segment->rows[i].key, row_key_of(Statistic::events, row.key(), *window.rows.names));
    EXPECT_EQ(segment->rows[i].state, row.state());
    EXPECT_EQ(segment->rows[i].value, row.value());
  }
  const auto header = read_segment_header(text.bytes.substr(0, 1000), "a.segment");
  ASSERT_TRUE(header) << header.error();
  EXPECT_EQ(*header, expected);
}

TEST(SegmentReader, ReadsASegmentWithoutRows) {
  auto window = test::presence(0);
  window.rows.counts.clear();
  const auto segment = read_segment(bytes_of(window), "a.segment");
  ASSERT_TRUE(segment) << segment.error();
  EXPECT_TRUE(segment->rows.empty());
}

TEST(SegmentReader, RefusesEveryPrefix) {
  const std::string bytes = bytes_of(test::events(3));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_EQ(error_of(bytes.substr(0, length)),
              "a.segment: it has no proper end: it was cut off, or something follows it")
        << length;
  }
  EXPECT_EQ(error_of(bytes + "\n"),
            "a.segment: it has no proper end: it was cut off, or something follows it");
}

TEST(SegmentReader, RefusesEveryFlippedBit) {
  const std::string bytes = bytes_of(test::presence(8));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = bytes;
      flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1u << bit));
      const std::string error = error_of(flipped);
      EXPECT_TRUE(error.starts_with("a.segment: it has no proper end") ||
                  error.starts_with("a.segment: the checksum does not match"))
          << i << " " << bit << " " << error;
    }
  }
}

// Even where no line would be wrong by itself.
TEST(SegmentReader, RefusesLinesThatAreMissingTwiceOrSwapped) {
  const std::string bytes = bytes_of(test::presence(8));
  const std::string row =
      bytes.substr(bytes.find('\n') + 1, bytes.find('\n', bytes.find('\n') + 1) - bytes.find('\n'));
  EXPECT_EQ(error_of(sealed(replaced(bytes, row, ""))),
            "a.segment:1: rows says 3, and there are 2");
  EXPECT_EQ(error_of(sealed(replaced(bytes, row, row + row))),
            "a.segment:3: rows must be sorted by place, then key, none of them twice");
  EXPECT_EQ(error_of(sealed(replaced(bytes, "0000101", "0000104"))),
            "a.segment:3: rows must be sorted by place, then key, none of them twice");
}

struct Case {
  const char* what;  // of the good segment
  const char* with;
  const char* error;
};

TEST(SegmentReader, SaysWhatIsWrongWithASegmentWhoseChecksumFits) {
  const Case kCases[] = {
      {R"("format":1)", R"("format":2)",
       "a.segment:1: it is of format 2, and only format 1 is known here; a newer celltally may "
       "read "
       "it"},
      {R"({"format":1,)", "{", R"(a.segment:1: column 1: here must stand {"format":)"},
      {R"("format":1,)", R"("format":1, )",
       R"(a.segment:1: column 12: here must stand ,"sequence":)"},
      {R"("sequence":1767268800,)", "", R"(a.segment:1: column 12: here must stand ,"sequence":)"},
      {R"("sequence":1767268800,)", R"("sequence":1767268800,"sequence":1,)",
       R"(a.segment:1: column 34: here must stand ,"probe":")"},
      {R"("sequence":1767268800)", R"("sequence":0)",
       "a.segment:1: column 24: sequence must be a number from 1 to 999999999999999999"},
      {R"("sequence":1767268800)", R"("sequence":01)",
       "a.segment:1: column 24: sequence must be a number from 1 to 999999999999999999"},
      {R"("sequence":1767268800)", R"("sequence":-1)",
       "a.segment:1: column 24: sequence must be a number from 1 to 999999999999999999"},
      {R"("sequence":1767268800)", R"("sequence":99999999999999999999999)",
       "a.segment:1: column 24: sequence must be a number from 1 to 999999999999999999"},
      {"north-1", "North", "a.segment:1: probe must be 1 to 63 letters a to z, digits and hyphens"},
      {"north-1", "", "a.segment:1: probe must be 1 to 63 letters a to z, digits and hyphens"},
      {"2026-01-01T04:00:00Z", "2026-02-30T04:00:00Z",
       "a.segment:1: epoch must be a time such as 2026-01-01T12:00:00Z"},
      {R"("stat":"presence","from")", R"("stat":"people","from")",
       "a.segment:1: stat must be one that is counted, such as presence"},
      {"T12:00:00Z", "T13:00:00Z", "a.segment:1: from must be before to"},
      {R"("revision":0)", R"("revision":4294967296)",
       "a.segment:1: column 171: revision must be a number from 0 to 4294967295"},
      {"1000000,", "1000001,",
       "a.segment:1: column 188: coverage_ppm must be a number from 0 to 1000000"},
      {R"("loss_ppm":0)", R"("loss_ppm":0,"unknown_percent":101)",
       "a.segment:1: column 227: unknown_percent must be a number from 0 to 100"},
      {R"("loss_ppm":0)", R"("loss_ppm":0,"temporary_percent":101)",
       "a.segment:1: column 229: temporary_percent must be a number from 0 to 100"},
      {R"("loss_ppm":0)", R"("loss_ppm":0,"temporary_percent":1,"unknown_percent":1)",
       R"(a.segment:1: column 230: here must stand ,"protection":)"},
      {"threshold_only", "none",
       R"(a.segment:1: column 222: here must stand {"mode":"threshold_only","people_min":)"},
      {R"("people_min":20)", R"("people_min":22)",
       "a.segment:1: people_min must be a multiple of rounding"},
      {R"("people_min":20,"rounding":5)", R"("people_min":1,"rounding":1)",
       "a.segment:1: column 260: people_min must be a number from 2 to 1000000"},
      {R"({"segments":0})", R"({"segments":1})",
       R"(a.segment:1: column 300: here must stand ,"first":)"},
      {R"({"segments":0})", R"({"segments":1,"first":3,"last":4})",
       "a.segment:1: dropped must count segments from first to last, all before this one"},
      {R"({"segments":0})", R"({"segments":4,"first":3,"last":5})",
       "a.segment:1: dropped must count segments from first to last, all before this one"},
      {R"({"segments":0})", R"({"segments":2,"first":5,"last":4})",
       "a.segment:1: dropped must count segments from first to last, all before this one"},
      {R"({"segments":0})", R"({"segments":1,"first":1767268800,"last":1767268800})",
       "a.segment:1: dropped must count segments from first to last, all before this one"},
      {R"("previous":"0)", R"("previous":"G)", "a.segment:1: previous must be 64 hex digits"},
      {R"("rows":3})", R"("rows":3,"more":1})", "a.segment:1: column 388: here must stand }"},
      {R"("rows":3})", R"("rows":3}})", "a.segment:1: column 389: here the line must end"},
      {R"("rows":3})", R"("rows":4})", "a.segment:1: rows says 4, and there are 3"},
      {R"({"stat":"presence","place":"ecgi:001-01-0000102")",
       R"({"stat":"visitors","place":"ecgi:001-01-0000102")",
       R"(a.segment:3: column 1: here must stand {"stat":"presence","place":")"},
      {"ecgi:001-01-0000102", "ecgi:001-01-102",
       "a.segment:3: place must be that of a cell or an area, such as ecgi:001-01-0000101"},
      {"withheld", "unknown", "a.segment:3: state must be published, withheld or no_data"},
      {R"("withheld"})", R"("withheld","value":3})", "a.segment:3: column 126: here must stand }"},
      {R"("value":25)", R"("value":15)",
       "a.segment:2: column 136: value must be a number from 20 to 999999999999999999"},
      {R"("value":25)", R"("value":23)", "a.segment:2: value must be a multiple of 5"},
      {R"("value":25)", R"("value":25.0)", "a.segment:2: column 138: here must stand }"},
      {R"(,"value":25)", "", R"(a.segment:2: column 127: here must stand ,"value":)"},
      {R"("value":25)", R"("value":25,"exact":true)", "a.segment:2: column 138: here must stand }"},
      {R"("value":25)", R"("value":25,"kind":"attach")",
       "a.segment:2: column 138: here must stand }"},
  };
  const std::string good = bytes_of(test::presence(8));
  ASSERT_EQ(error_of(sealed(good)), "");
  for (const Case& one : kCases) {
    EXPECT_EQ(error_of(sealed(replaced(good, one.what, one.with))), one.error) << one.with;
  }
}

TEST(SegmentReader, KnowsTheKindsOfEvents) {
  const std::string good = bytes_of(test::events(3));
  EXPECT_EQ(error_of(sealed(replaced(good, "\"attach\"", "\"none\""))),
            "a.segment:2: kind must be that of an event, such as attach");
  EXPECT_EQ(error_of(sealed(replaced(good, "\"attach\"", "\"\""))),
            "a.segment:2: kind must be that of an event, such as attach");
}

TEST(SegmentReader, HasALimit) {
  EXPECT_EQ(error_of(std::string(kSegmentOctetsMost + 1, '\n')), "a.segment: longer than 256 MiB");
}

}  // namespace
}  // namespace celltally
