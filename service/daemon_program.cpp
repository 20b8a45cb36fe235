#include "service/daemon_program.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <filesystem>

#include "service/closed_memory.hpp"

namespace celltally {

int DaemonProgram::complain(const std::vector<std::string>& lines, int code) const {
  for (const std::string& line : lines) {
    const bool broken = !line.empty() && line.back() == '\n';
    (void)std::fprintf(stderr, "%s: %s%s", name.c_str(), line.c_str(), broken ? "" : "\n");
  }
  return code;
}

int DaemonProgram::start(int argc, const char* const* argv) const {
  CLI::App program{description, name};
  std::string path = "/etc/celltally/celltally.yaml";
  bool check_only = false;
  program.add_option("--config", path, "the configuration")
      ->type_name("FILE")
      ->capture_default_str();
  program.add_flag("--check-config", check_only, "say whether the configuration is good, and end");
  program.set_version_flag("--version", name + " " + version);
  if (const std::string problem = ClosedMemory::enter(); !problem.empty()) {
    return complain({problem}, DaemonExit::kFailed);
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? DaemonExit::kDone : DaemonExit::kUsage;
  }
  try {
    if (!check_only) return run(std::filesystem::absolute(path).string());
    const auto problems = check(path);
    if (!problems.empty()) return complain(problems, DaemonExit::kConfiguration);
    std::printf("%s: good\n", path.c_str());
    return DaemonExit::kDone;
  } catch (const std::exception& problem) {
    return complain({problem.what()}, DaemonExit::kFailed);
  }
}

}  // namespace celltally
