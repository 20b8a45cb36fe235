#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace celltally::testing {

// A program that runs beside the test, and dies with it.
class ChildProcess {
 public:
  explicit ChildProcess(std::vector<std::string> words) {
    child_ = fork();
    if (child_ != 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int i = 0; i < 3; ++i) dup2(nothing, i);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(98);
  }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess() {
    if (!alive()) return;  // nor was it ever: kill(-1) would hit everybody
    kill(child_, SIGTERM);
    waitpid(child_, nullptr, 0);
  }

  // Whether it still runs.
  bool alive() {
    if (child_ > 0 && waitpid(child_, nullptr, WNOHANG) == child_) child_ = -1;
    return child_ > 0;
  }

  // Whether somebody listens on the port, after a while.
  static bool listens(int port) {
    for (int i = 0; i < 400; ++i) {
      const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      sockaddr_in there{};
      there.sin_family = AF_INET;
      there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      there.sin_port = htons(static_cast<std::uint16_t>(port));
      const bool open = connect(connection, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0;
      close(connection);
      if (open) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds{25});
    }
    return false;
  }

  // A port that nobody has just now.
  static int free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    bind(probe, reinterpret_cast<sockaddr*>(&here), size);
    getsockname(probe, reinterpret_cast<sockaddr*>(&here), &size);
    close(probe);
    return ntohs(here.sin_port);
  }

 private:
  pid_t child_ = -1;
};

}  // namespace celltally::testing
