#include "outbox/segment_text.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string>
#include <utility>

#include "outbox/row_text.hpp"
#include "outbox/segment_name.hpp"
#include "tests/build_places.hpp"
#include "tests/capture/temporary_folder.hpp"
#include "tests/outbox/released_rows.hpp"

namespace celltally {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// What coreutils says, which knows nothing of us.
std::string sha256sum(const std::string& bytes) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.file("bytes", {bytes.begin(), bytes.end()});
  FILE* const pipe = popen(("sha256sum " + path).c_str(), "r");  // NOLINT(cert-env33-c)
  char digits[65] = {};
  EXPECT_EQ(std::fread(digits, 1, 64, pipe), 64u);
  pclose(pipe);
  return digits;
}

// All but the last line.
std::string hashed_part(const std::string& bytes) {
  return bytes.substr(0, bytes.rfind('\n', bytes.size() - 2) + 1);
}

TEST(SegmentText, IsAHeaderTheRowsAndAnEnd) {
  const auto window = test::presence(8);
  const SegmentText text = segment_text(window.about, window.rows);
  const std::string zeroes(64, '0');
  EXPECT_EQ(
      text.bytes,
      R"({"format":1,"sequence":1767268800,"probe":"north-1","epoch":"2026-01-01T04:00:00Z",)"
      R"("stat":"presence","from":"2026-01-01T12:00:00Z","to":"2026-01-01T13:00:00Z","revision":0,)"
      R"("coverage_ppm":1000000,"loss_ppm":0,)"
      R"("protection":{"mode":"threshold_only","people_min":20,"rounding":5},)"
      R"("dropped":{"segments":0},"previous":")" +
          zeroes + R"(","rows":3})" + "\n" +
          R"({"stat":"presence","place":"ecgi:001-01-0000101","from":"2026-01-01T12:00:00Z",)"
          R"("to":"2026-01-01T13:00:00Z","state":"published","value":25})"
          "\n"
          R"({"stat":"presence","place":"ecgi:001-01-0000102","from":"2026-01-01T12:00:00Z",)"
          R"("to":"2026-01-01T13:00:00Z","state":"withheld"})"
          "\n"
          R"({"stat":"presence","place":"ecgi:001-01-0000103","from":"2026-01-01T12:00:00Z",)"
          R"("to":"2026-01-01T13:00:00Z","state":"withheld"})"
          "\n"
          R"({"sha256":")" +
          text.sha256 + "\"}\n");
  EXPECT_EQ(to_text(SegmentName::of(window.about)),
            "00000000001767268800.presence.20260101T120000Z.segment");
}

TEST(SegmentText, TellsTheChecksumThatSha256sumFinds) {
  for (const auto& window : {test::presence(8), test::events(9)}) {
    const SegmentText text = segment_text(window.about, window.rows);
    EXPECT_EQ(text.sha256, sha256sum(hashed_part(text.bytes)));
  }
}

TEST(SegmentText, IsJsonLinesWithEveryValueOfTheHeader) {
  auto window = test::events(3);
  window.about.unknown_percent = 7;
  window.about.temporary_percent = 31;
  window.about.coverage_ppm = 998'000;
  window.about.loss_ppm = 12;
  window.about.revision = 2;
  window.about.dropped = {.segments = 3, .first = 1767268700, .last = 1767268703};
  window.about.previous = std::string(64, 'a');
  const auto lines = lines_of(segment_text(window.about, window.rows).bytes);
  const auto header = nlohmann::json::parse(lines.front());
  EXPECT_EQ(header.size(), 16u);
  EXPECT_EQ(header["unknown_percent"], 7);
  EXPECT_EQ(header["temporary_percent"], 31);
  EXPECT_EQ(header["coverage_ppm"], 998'000);
  EXPECT_EQ(header["loss_ppm"], 12);
  EXPECT_EQ(header["revision"], 2);
  EXPECT_EQ(header["stat"], "events");
  EXPECT_EQ(header["dropped"],
            nlohmann::json::parse(R"({"segments":3,"first":1767268700,"last":1767268703})"));
  EXPECT_EQ(header["previous"], std::string(64, 'a'));
  ASSERT_EQ(header["rows"], lines.size() - 2);
  const auto row = nlohmann::json::parse(lines[1]);
  EXPECT_EQ(row["place"], "ecgi:001-01-0000101");
  EXPECT_EQ(row["kind"], "attach");
  EXPECT_EQ(row["value"], 130);
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    EXPECT_FALSE(nlohmann::json::parse(lines[i], nullptr, false).is_discarded()) << lines[i];
  }
}

TEST(SegmentText, MarksEveryRowOfAThresholdBelowTheFloor) {
  const ReleaseRules lax{.people_min = 5, .rounding = 5};
  const auto windows = test::windows_of(
      test::DayBuilder{}.window(Statistic::presence, 0, {{{.place = test::cell(1)}, 6, 6}}).build(),
      lax);
  const auto lines = lines_of(segment_text(windows[0].about, windows[0].rows).bytes);
  EXPECT_EQ(lines[1],
            R"({"stat":"presence","place":"ecgi:001-01-0000001","from":"2026-01-01T04:00:00Z",)"
            R"("to":"2026-01-01T05:00:00Z","state":"published","value":5,"people_min":5})");
}

TEST(SegmentText, MarksNoRowOfAThresholdAtTheFloor) {
  EXPECT_EQ(below_floor_mark(ReleaseRules::kPeopleMinFloor), "");
  EXPECT_EQ(below_floor_mark(ReleaseRules::kPeopleMinFloor - 1), R"(,"people_min":9)");
}

TEST(SegmentHeader, AddsUpWhatIsGoneInAnyOrder) {
  using Dropped = SegmentHeader::Dropped;
  const Dropped early{2, 3, 5}, late{1, 9, 9};
  const Dropped both{3, 3, 9};
  for (const auto& [first, then] : {std::pair(early, late), std::pair(late, early)}) {
    Dropped sum;
    sum.add(first);
    sum.add(Dropped{});
    EXPECT_EQ(sum, first);
    sum.add(then);
    EXPECT_EQ(sum, both);
  }
}

TEST(SegmentHeader, HasAProbeWhoseNameIsALabel) {
  for (const std::string& name : {std::string{"a"}, std::string{"north-7"}, std::string(63, 'z')}) {
    EXPECT_TRUE(is_probe_name(name)) << name;
  }
  for (const std::string& name :
       {std::string{}, std::string(64, 'z'), std::string{"North"}, std::string{"a_b"}}) {
    EXPECT_FALSE(is_probe_name(name)) << name;
  }
}

// The page that others build on.
TEST(SegmentText, IsWhatTheDocumentShows) {
  std::ifstream page{std::string{CELLTALLY_SOURCE_DIR} + "/docs/formats/segment.md"};
  std::stringstream text;
  text << page.rdbuf();
  const std::string document = text.str();
  const std::size_t begin = document.find("    {\"format\":1");
  ASSERT_NE(begin, std::string::npos);
  std::string example;
  for (const std::string& line : lines_of(document.substr(begin))) {
    if (!line.starts_with("    ")) break;
    example += line.substr(4) + "\n";
  }
  const auto window = test::presence(8);
  EXPECT_EQ(example, segment_text(window.about, window.rows).bytes);
  EXPECT_NE(example.find(sha256sum(hashed_part(example))), std::string::npos);
}

}  // namespace
}  // namespace celltally
