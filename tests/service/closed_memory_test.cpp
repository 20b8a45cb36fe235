#include "service/closed_memory.hpp"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "service/daemon_program.hpp"

namespace celltally {
namespace {

// What is closed is closed for good, so each try has a process of its own. The child's end as
// waitpid(2) tells it.
int in_child(const std::function<int()>& attempt) {
  const pid_t child = fork();
  if (child == 0) _exit(attempt());
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

int crash() {
  const rlimit most{RLIM_INFINITY, RLIM_INFINITY};
  setrlimit(RLIMIT_CORE, &most);  // only root may, where the system's limit is lower
  std::signal(SIGSEGV, SIG_DFL);
  raise(SIGSEGV);
  return 0;
}

TEST(ClosedMemory, ForbidsCoreDumpsAndLooksFromOutside) {
  const int status = in_child([] {
    rlimit core{1, 1};
    const bool entered = ClosedMemory::enter().empty();
    const bool limited =
        getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0;
    return entered && limited && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 1;
  });
  EXPECT_EQ(status, 0);
}

TEST(ClosedMemory, LeavesNoCoreOfACrashEvenWhenTheLimitIsRaisedAgain) {
  const int status = in_child([] { return ClosedMemory::enter().empty() ? crash() : 1; });
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGSEGV);
  EXPECT_FALSE(WCOREDUMP(status));
}

TEST(ClosedMemory, IsClosedInEveryDaemonBeforeItReadsItsConfiguration) {
  const int status = in_child([] {
    const DaemonProgram program{
        .name = "somed",
        .description = "",
        .version = "1",
        .check = {},
        .run = [](const std::string&) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }};
    const char* const words[] = {"somed", "--config", "/somewhere"};
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    return program.start(3, words);
  });
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace celltally
