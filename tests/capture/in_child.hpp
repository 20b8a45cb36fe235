#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace celltally::testing {

inline constexpr int kSkipped = 77;

// In a child: this machine cannot do it, and why.
[[noreturn]] inline void skip_child(const std::string& why) {
  std::printf("skipped: %s\n", why.c_str());
  std::fflush(nullptr);
  _exit(kSkipped);
}

// Runs the body in a child process, for what lasts as long as a process does: DPDK starts once in
// it, a network namespace stays. A failed expectation in there is printed there, and fails the test
// here.
template <typename Body>
void in_child(const Body& body) {
  std::fflush(nullptr);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    body();
    std::fflush(nullptr);
    _exit(::testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status)) << "ended by signal " << WTERMSIG(status);
  if (WEXITSTATUS(status) == kSkipped) GTEST_SKIP() << "skipped: see above";
  EXPECT_EQ(WEXITSTATUS(status), 0) << "failed in the child process: see above";
}

}  // namespace celltally::testing
