#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/build_places.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally::testing {

// The built program, run once: how it ended and what it wrote.
struct ProgramRun {
  int exit_code = -1;  // as a shell shows it: 128 and more after a signal
  std::string out;
  std::string err;

  struct Setting {
    std::string standard_input = "/dev/null";
    std::string standard_output;  // a file to write to instead of `out`
    int output_descriptor = -1;   // goes before both
    int closed_descriptor = -1;   // one of the three that is not open at all
    std::vector<std::string> environment{"TZ=UTC", "TERM=xterm"};

    static Setting reading(const std::string& file) {
      Setting setting;
      setting.standard_input = file;
      return setting;
    }
  };

  using Arguments = std::vector<std::string>;

  static ProgramRun of(const Arguments& arguments) { return of(arguments, Setting{}); }
  static ProgramRun of(const Arguments& arguments, const Setting& setting) {
    const TemporaryFolder folder;
    const std::string out =
        setting.standard_output.empty() ? folder.path("out") : setting.standard_output;
    const pid_t child = fork();
    if (child == 0) {
      become(STDIN_FILENO, setting.standard_input, O_RDONLY);
      become(STDOUT_FILENO, out, O_WRONLY | O_CREAT);
      if (setting.output_descriptor >= 0) dup2(setting.output_descriptor, STDOUT_FILENO);
      become(STDERR_FILENO, folder.path("err"), O_WRONLY | O_CREAT);
      if (setting.closed_descriptor >= 0) close(setting.closed_descriptor);
      execute(arguments, setting.environment);
    }
    ProgramRun run;
    run.exit_code = code_of(child);
    if (setting.standard_output.empty()) run.out = text_of(out);
    run.err = text_of(folder.path("err"));
    return run;
  }

  // On a terminal of so many columns, which shows both outputs in `out`.
  static ProgramRun on_terminal(const Arguments& arguments, std::uint16_t columns,
                                const std::vector<std::string>& environment) {
    int terminal = -1;
    winsize size{};
    size.ws_row = 40;
    size.ws_col = columns;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
    if (child == 0) execute(arguments, environment);
    ProgramRun run;
    char buffer[4096];
    for (ssize_t count = 0; (count = read(terminal, buffer, sizeof buffer)) > 0;) {
      for (const char c : std::string_view(buffer, static_cast<std::size_t>(count))) {
        if (c != '\r') run.out += c;
      }
    }
    run.exit_code = code_of(child);
    close(terminal);
    return run;
  }

  // Sent a signal when it is reading its standard input, a pipe in which a capture has begun.
  static ProgramRun signalled(const Arguments& arguments, const std::string& begun, int signal) {
    const TemporaryFolder folder;
    int pipe_ends[2] = {-1, -1};
    if (pipe(pipe_ends) != 0) std::abort();
    const pid_t child = fork();
    if (child == 0) {
      dup2(pipe_ends[0], STDIN_FILENO);
      close(pipe_ends[0]);
      close(pipe_ends[1]);
      become(STDOUT_FILENO, folder.path("out"), O_WRONLY | O_CREAT);
      become(STDERR_FILENO, folder.path("err"), O_WRONLY | O_CREAT);
      execute(arguments, Setting{}.environment);
    }
    EXPECT_EQ(write(pipe_ends[1], begun.data(), begun.size()), static_cast<ssize_t>(begun.size()));
    wait_until_caught(child, signal);
    kill(child, signal);
    ProgramRun run;
    run.exit_code = code_of(child);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    run.out = text_of(folder.path("out"));
    run.err = text_of(folder.path("err"));
    return run;
  }

  static std::string text_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
  }

 private:
  static void become(int descriptor, const std::string& path, int flags) {
    const int file = open(path.c_str(), flags | O_CLOEXEC, 0600);
    if (file < 0 || dup2(file, descriptor) < 0) _exit(99);
  }

  [[noreturn]] static void execute(const Arguments& arguments,
                                   const std::vector<std::string>& environment) {
    std::vector<std::string> words{CELLTALLY_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> settings = environment;
    std::vector<char*> argv, envp;
    for (std::string& word : words) argv.push_back(word.data());
    for (std::string& setting : settings) envp.push_back(setting.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
    execve(CELLTALLY_PROGRAM, argv.data(), envp.data());
    _exit(98);
  }

  static int code_of(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }

  // Until the process catches the signal, by what the kernel says of it.
  static void wait_until_caught(pid_t child, int signal) {
    for (int tries = 0; tries < 2000; ++tries) {
      std::istringstream status{text_of("/proc/" + std::to_string(child) + "/status")};
      for (std::string line; std::getline(status, line);) {
        if (!line.starts_with("SigCgt:")) continue;
        const auto caught = std::strtoull(line.c_str() + 7, nullptr, 16);
        if (caught >> (signal - 1) & 1) return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    ADD_FAILURE() << "signal " << signal << " is never caught";
    kill(child, SIGKILL);
  }
};

}  // namespace celltally::testing
