#include "audit/box/child_process.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "audit/box/file_octets.hpp"
#include "audit/box/program_failed.hpp"
#include "audit/box/stop_request.hpp"

namespace celltally {
namespace {

constexpr int kNotRun = 127;
constexpr int kYields = 10;  // to the probe of the running installation

bool redirect(const std::string& path, int descriptor) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  return file >= 0 && dup2(file, descriptor) == descriptor;
}

bool become(uid_t user) {
  const passwd* const entry = getpwuid(user);
  const gid_t group = entry == nullptr ? user : entry->pw_gid;
  return setgroups(0, nullptr) == 0 && setgid(group) == 0 && setuid(user) == 0;
}

// In the child. Never returns.
[[noreturn]] void become_program(const ChildProcess::Settings& settings,
                                 std::vector<char*>& words) {
  setpgid(0, 0);
  (void)nice(kYields);
  const rlimit most{RLIM_INFINITY, RLIM_INFINITY};
  if (settings.may_dump) setrlimit(RLIMIT_CORE, &most);
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const bool ready = nothing >= 0 && dup2(nothing, STDIN_FILENO) == STDIN_FILENO &&
                     redirect(settings.output + ".out", STDOUT_FILENO) &&
                     redirect(settings.output + ".err", STDERR_FILENO);
  if (!ready || (settings.user != 0 && !become(settings.user))) _exit(kNotRun);
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // after the change of user, which takes it back
  if (settings.may_dump) {
    const auto folder = std::filesystem::path{settings.output}.parent_path().string();
    if (chdir(folder.c_str()) != 0) _exit(kNotRun);
  }
  for (const char* name :
       {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "CREDENTIALS_DIRECTORY"}) {
    unsetenv(name);
  }
  execv(words.front(), words.data());
  dprintf(STDERR_FILENO, "%s cannot be run by user %u: %s\n", words.front(), geteuid(),
          std::strerror(errno));
  _exit(kNotRun);
}

}  // namespace

ChildProcess::ChildProcess(const Settings& settings) : output_(settings.output) {
  std::vector<std::string> words = settings.words;
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error{std::string{"no new process: "} + std::strerror(errno)};
  if (pid_ == 0) become_program(settings, pointers);
}

ChildProcess::~ChildProcess() {
  if (end_) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

void ChildProcess::collect(int status) {
  end_ = WIFSIGNALED(status)
             ? End{.code = -WTERMSIG(status), .core = static_cast<bool>(WCOREDUMP(status))}
             : End{.code = WEXITSTATUS(status)};
}

bool ChildProcess::running() {
  int status = 0;
  if (!end_ && waitpid(pid_, &status, WNOHANG) == pid_) collect(status);
  return !end_;
}

void ChildProcess::send(int signal) const {
  if (!end_) kill(pid_, signal);
}

bool ChildProcess::wait_until(const std::function<bool()>& holds, Patience patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (true) {
    StopRequest::check();
    const bool alive = running();
    if (holds()) return true;
    if (!alive || std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
}

std::optional<ChildProcess::End> ChildProcess::wait(Patience patience) {
  wait_until([this] { return end_.has_value(); }, patience);
  return end_;
}

std::string ChildProcess::out() const {
  return octets_of_file(output_ + ".out");
}

std::string ChildProcess::err() const {
  return octets_of_file(output_ + ".err");
}

std::string ChildProcess::last_words() const {
  std::istringstream said{err()};
  std::string last;
  for (std::string line; std::getline(said, line);) {
    if (!line.empty() && line.front() != ' ') last = line;
  }
  return last;
}

ChildProcess::End run_to_end(const ChildProcess::Settings& settings,
                             ChildProcess::Patience patience) {
  ChildProcess process{settings};
  const auto end = process.wait(patience);
  if (!end) throw ProgramFailed{settings.words.front() + " does not come to an end"};
  if (end->code != 0) {
    throw ProgramFailed{settings.words.front() + " ended with " + std::to_string(end->code) + ": " +
                        process.last_words()};
  }
  return *end;
}

}  // namespace celltally
