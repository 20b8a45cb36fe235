// Only the Gate makes a ReleasedCount, and nothing turns an exact number into one. What must not
// compile is given to the compiler, which must refuse it.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/build_places.hpp"

namespace celltally {
namespace {

constexpr const char* kPreamble =
    "#include \"disclose/gate.hpp\"\n"
    "#include \"disclose/lab_count.hpp\"\n"
    "#include <span>\n"
    "using namespace celltally;\n"
    "void ship(std::span<const ReleasedCount>);\n";

bool compiles(const std::string& snippet) {
  const auto file =
      std::filesystem::path{testing::TempDir()} /
      ("released_count_" + std::to_string(std::hash<std::string>{}(snippet)) + ".cpp");
  std::ofstream{file} << kPreamble << snippet << '\n';
  const std::string command = std::string{CELLTALLY_CXX} + " -std=c++20 -fsyntax-only -I " +
                              CELLTALLY_SOURCE_DIR + " " + file.string() + " 2>/dev/null";
  const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): our own compiler
  std::filesystem::remove(file);
  return status == 0;
}

TEST(ReleasedCountIsClosed, CompilesWhereTheGateMadeIt) {
  EXPECT_TRUE(
      compiles("std::vector<ReleasedCount> f(const Gate& g, const ClosedDay& w) {"
               " auto rows = g.release(w); ReleasedCount copy = rows.front();"
               " rows.push_back(copy); ship(rows); return rows; }"));
}

TEST(ReleasedCountIsClosed, DoesNotCompileAnywhereElse) {
  const char* const kRefused[] = {
      "ReleasedCount f() { return ReleasedCount(); }",
      "ReleasedCount f() { return {}; }",
      "ReleasedCount f() { return ReleasedCount{}; }",
      "ReleasedCount f(LabCount exact) { return exact; }",
      "ReleasedCount f(LabCount exact) { return ReleasedCount(exact); }",
      "ReleasedCount f(Tally tally) { return static_cast<ReleasedCount>(tally); }",
      "void f(ReleasedCount& row) { row.value_ = 3; }",
      "void f(ReleasedCount& row) { row.state_ = ReleaseState::published; }",
      "struct Mine : ReleasedCount { Mine() {} }; Mine mine;",
      "std::vector<ReleasedCount> f() { return std::vector<ReleasedCount>(3); }",
      "void f(std::vector<LabCount> exact) { ship(exact); }",
  };
  for (const char* const snippet : kRefused) EXPECT_FALSE(compiles(snippet)) << snippet;
}

}  // namespace
}  // namespace celltally
