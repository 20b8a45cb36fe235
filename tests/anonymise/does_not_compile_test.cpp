#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "tests/build_places.hpp"

// What must be impossible to write: each program in does_not_compile/ says in its first line which
// kind of error the compiler must find.

namespace celltally {
namespace {

struct Verdict {
  bool accepted = false;
  std::string errors;
};

Verdict compile(const std::string& program) {
  std::vector<std::string> words{CELLTALLY_CXX, "-fsyntax-only",      "-std=c++20",
                                 "-I",          CELLTALLY_SOURCE_DIR, program};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  pid_t child = 0;
  const int spawned =
      ::posix_spawn(&child, CELLTALLY_CXX, &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  EXPECT_EQ(spawned, 0) << CELLTALLY_CXX;
  Verdict verdict;
  std::array<char, 4096> room{};
  for (ssize_t got = 0; (got = ::read(ends[0], room.data(), room.size())) > 0;) {
    verdict.errors.append(room.data(), static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  int status = -1;
  if (spawned == 0) ::waitpid(child, &status, 0);
  verdict.accepted = status == 0;
  return verdict;
}

std::string expectation_of(const std::filesystem::path& program) {
  std::ifstream file(program);
  std::string line;
  std::getline(file, line);
  const std::string start = "// expect: ";
  EXPECT_EQ(line.substr(0, start.size()), start) << program;
  return line.substr(std::min(line.size(), start.size()));
}

std::vector<std::filesystem::path> programs() {
  std::vector<std::filesystem::path> found;
  const auto folder =
      std::filesystem::path(CELLTALLY_SOURCE_DIR) / "tests" / "anonymise" / "does_not_compile";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".cpp") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

class ForbiddenProgram : public testing::TestWithParam<std::filesystem::path> {};

INSTANTIATE_TEST_SUITE_P(All, ForbiddenProgram, testing::ValuesIn(programs()),
                         [](const auto& program) { return program.param.stem().string(); });

// How many errors are in the program itself: one of another kind would hide a hole.
std::size_t errors_in(const std::filesystem::path& program, const std::string& text) {
  const std::regex error(program.stem().string() + R"(\.cpp:\d+:\d+: (fatal )?error: )");
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator(text.begin(), text.end(), error), std::sregex_iterator()));
}

TEST_P(ForbiddenProgram, DoesNotCompileForItsReasonAlone) {
  const Verdict verdict = compile(GetParam().string());
  if (GetParam().stem() == "control") {
    EXPECT_TRUE(verdict.accepted) << verdict.errors;
    return;
  }
  EXPECT_FALSE(verdict.accepted);
  EXPECT_EQ(errors_in(GetParam(), verdict.errors), 1u) << verdict.errors.substr(0, 2000);
  const std::regex expected("error: .*(" + expectation_of(GetParam()) + ")");
  EXPECT_TRUE(std::regex_search(verdict.errors, expected)) << verdict.errors.substr(0, 2000);
}

}  // namespace
}  // namespace celltally
