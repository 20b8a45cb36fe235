// celltally-shipd: the shipper. Reads released counts from the outbox and delivers them.

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "config/load_config.hpp"
#include "daemon/shipper/shipper_daemon.hpp"
#include "service/daemon_program.hpp"
#include "vocabulary/version.hpp"

namespace celltally {
namespace {

std::string credentials() {
  const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
  return folder == nullptr ? "" : folder;
}

Result<CelltallyConfig, std::vector<std::string>> load(const std::string& path) {
  LoadOptions options;
  options.purpose = Purpose::shipper;
  options.credentials_directory = credentials();
  auto config = load_config(path, options);
  if (config) return std::move(*config);
  std::vector<std::string> lines;
  for (const ConfigProblem& problem : config.error()) {
    lines.push_back(to_text(problem));
    lines.back().pop_back();  // the line break
  }
  return fail(std::move(lines));
}

int main(int argc, char** argv) {
  DaemonProgram program{
      .name = "celltally-shipd",
      .description = "celltally-shipd delivers released counts from the outbox to its sinks.",
      .version = std::string{kVersion},
      .check =
          [](const std::string& path) {
            auto config = load(path);
            return config ? std::vector<std::string>{} : config.error();
          },
      .run = {}};
  program.run = [&program](const std::string& path) {
    auto config = load(path);
    if (!config) return program.complain(config.error(), DaemonExit::kConfiguration);
    ShipperDaemon daemon{{.config = std::move(*config),
                          .config_path = path,
                          .credentials = credentials(),
                          .version = std::string{kVersion}},
                         [&path] { return load(path); }};
    return daemon.run();
  };
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  return program.start(argc, argv);
}

}  // namespace
}  // namespace celltally

int main(int argc, char** argv) {
  return celltally::main(argc, argv);
}
