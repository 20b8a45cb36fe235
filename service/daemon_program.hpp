#pragma once

#include <functional>
#include <string>
#include <vector>

namespace celltally {

// What a daemon tells whoever started it. The units do not restart on kConfiguration.
struct DaemonExit {
  static constexpr int kDone = 0;
  static constexpr int kFailed = 1;  // at run time; trying again may help
  static constexpr int kUsage = 2;
  static constexpr int kConfiguration = 78;  // as sysexits.h has it
};

// A daemon as its command line shows it: --config FILE, --check-config, --version, --help.
struct DaemonProgram {
  std::string name;         // "celltallyd"
  std::string description;  // for --help
  std::string version;
  // Every problem of a configuration, each a line or, with what stands there, several; none: good.
  std::function<std::vector<std::string>(const std::string& path)> check;
  // The whole life, with the absolute path of the configuration. The exit code.
  std::function<int(const std::string& path)> run;

  // Does what the arguments ask for, with its memory closed to others (ClosedMemory); the exit
  // code. What `run` throws is complained of.
  int start(int argc, const char* const* argv) const;

  // Each line on the standard error, the program's name before it. Gives the code back.
  int complain(const std::vector<std::string>& lines, int code) const;
};

}  // namespace celltally
