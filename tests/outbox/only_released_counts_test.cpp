// Nothing but what the Gate released can be written into a segment. What must not compile is given
// to the compiler, which must refuse it.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/build_places.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally {
namespace {

constexpr const char* kPreamble =
    "#include \"disclose/lab_count.hpp\"\n"
    "#include \"outbox/outbox.hpp\"\n"
    "#include \"outbox/segment.hpp\"\n"
    "#include \"outbox/segment_text.hpp\"\n"
    "using namespace celltally;\n";

bool compiles(const std::string& snippet) {
  const testing::TemporaryFolder folder;
  const std::string file = folder.path("snippet.cpp");
  std::ofstream{file} << kPreamble << snippet << '\n';
  const std::string command = std::string{CELLTALLY_CXX} + " -std=c++20 -fsyntax-only -I " +
                              CELLTALLY_SOURCE_DIR + " " + file + " 2>/dev/null";
  return std::system(command.c_str()) == 0;  // NOLINT(cert-env33-c): our own compiler
}

TEST(OnlyReleasedCounts, AreWritten) {
  EXPECT_TRUE(
      compiles("auto f(const SegmentHeader& h, ReleasedRows r) { return segment_text(h, r); }"
               "void g(Outbox& o, SegmentHeader h, ReleasedRows r) { o.add(h, r, {}); }"));
  const char* const kRefused[] = {
      "auto f(const SegmentHeader& h, std::vector<LabCount> r) { return segment_text(h, r); }",
      "auto f(const SegmentHeader& h, const ClosedWindow& w) { return segment_text(h, w); }",
      "auto f(const SegmentHeader& h, std::vector<LabCount> r) { return segment_text(h, {r}); }",
      "auto f(const Segment& s) { return segment_text(s.header, s.rows); }",
      "void g(Outbox& o, SegmentHeader h, std::vector<LabCount> r) { o.add(h, r, {}); }",
      "void g(Outbox& o, SegmentHeader h, const ClosedWindow& w) { o.add(h, w.tallies, {}); }",
  };
  for (const char* const snippet : kRefused) EXPECT_FALSE(compiles(snippet)) << snippet;
}

}  // namespace
}  // namespace celltally
