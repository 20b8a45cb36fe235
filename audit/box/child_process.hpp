#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace celltally {

// A program that an attack runs, its output in files. It dies with its owner and with the thread
// that started it. In a process group of its own, so that Ctrl-C reaches it by its owner alone. Of
// the environment, what a service manager tells a service is left out.
class ChildProcess {
 public:
  using Patience = std::chrono::milliseconds;

  struct Settings {
    std::vector<std::string> words;  // the program's path and its arguments
    std::string output;              // its output goes to OUTPUT.out and OUTPUT.err, appended
    std::uint32_t user = 0;          // as whom, when we are root; 0: as ourselves
    bool may_dump = false;           // core dumps as large as they like, into the output's folder
  };

  // How it ended.
  struct End {
    int code = 0;       // of exit(); -N of signal N
    bool core = false;  // the kernel wrote a core dump
  };

  // Throws std::runtime_error when there can be no process. A program that cannot be run ends with
  // code 127.
  explicit ChildProcess(const Settings& settings);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  int pid() const noexcept { return pid_; }
  bool running();

  // REQUIRES: it was not waited for to its end.
  void send(int signal) const;

  // Nothing when it did not end in time. Throws AuditStopped.
  std::optional<End> wait(Patience patience);

  // Waits until that is so; false when it is not in time, or the program ended and it still is not.
  // Throws AuditStopped.
  bool wait_until(const std::function<bool()>& holds, Patience patience);

  // All that it wrote so far.
  std::string out() const;
  std::string err() const;

  // The last line of what it wrote to its standard error, but for those that are set in, which show
  // where in a configuration: for why it ended.
  std::string last_words() const;

 private:
  void collect(int status);

  std::string output_;
  int pid_ = -1;
  std::optional<End> end_;
};

// Runs a program to its end. Throws AuditStopped, and ProgramFailed when it takes longer or does
// not end well.
ChildProcess::End run_to_end(const ChildProcess::Settings& settings,
                             ChildProcess::Patience patience);

}  // namespace celltally
