// celltallyd: the probe. Receives signalling, counts people, writes released counts to the outbox.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/cell_inventory.hpp"
#include "config/load_config.hpp"
#include "daemon/config_mapping.hpp"
#include "daemon/ports/open_ports.hpp"
#include "daemon/probe.hpp"
#include "memory/mapped_memory.hpp"
#include "outbox/acknowledgement_file.hpp"
#include "service/log.hpp"
#include "vocabulary/version.hpp"

namespace celltally {
namespace {

constexpr int kFailed = 1, kUsage = 2, kConfiguration = 78;

using Loaded = Result<Probe::Reloaded, std::vector<std::string>>;

Loaded load(const std::string& path) {
  LoadOptions options;
  options.purpose = Purpose::probe;
  options.zone_problem = [](std::string_view zone) {
    const auto calendar = Calendar::in_zone(zone);
    return calendar ? std::string{} : calendar.error();
  };
  auto config = load_config(path, options);
  std::vector<std::string> lines;
  if (!config) {
    for (const ConfigProblem& problem : config.error()) lines.push_back(to_text(problem));
    return fail(std::move(lines));
  }
  auto inventory = load_cell_inventory(config->probe.cells);
  if (!inventory) return fail(std::vector<std::string>{inventory.error()});
  return Probe::Reloaded{std::move(*config), std::move(inventory->cells)};
}

int complain(const std::vector<std::string>& lines, int code) {
  for (const std::string& line : lines) {
    const bool broken = !line.empty() && line.back() == '\n';
    std::fprintf(stderr, "celltallyd: %s%s", line.c_str(), broken ? "" : "\n");
  }
  return code;
}

Result<Probe::Ports, std::string> open_ports(const CaptureConfig& capture,
                                             std::optional<OpenPorts>& opened) {
  auto ports = OpenPorts::open(capture);
  if (!ports) return fail(std::string{ports.error()});
  opened = std::move(*ports);
  for (const std::string& note : opened->notes()) Log::info(note);
  return opened->take();
}

int run(const std::string& path) {
  auto loaded = load(path);
  if (!loaded) return complain(loaded.error(), kConfiguration);
  const CelltallyConfig& config = loaded->config;
  configure_log(config.log);
  if (!MappedMemory::keep_at_hand()) {
    Log::info("tables may be swapped out: the limit of locked memory is too low (LimitMEMLOCK)");
  }
  auto calendar = Calendar::in_zone(config.probe.timezone);
  if (!calendar) return complain({calendar.error()}, kConfiguration);
  auto keys = EpochKey::generate(config.capture.workers);
  if (!keys) return complain({keys.error()}, kFailed);
  // Also now, or what is delivered already might be told to be dropped.
  const auto acknowledged = read_acknowledgement(config.outbox.acknowledged);
  auto outbox = Outbox::open(config.outbox.folder, outbox_limits(config.outbox),
                             {LiveClock::of_system().wall_ns}, acknowledged ? *acknowledged : 0);
  if (!outbox) return complain({outbox.error()}, kFailed);
  std::optional<OpenPorts> opened;  // outlives the ports
  Probe probe{{.config = config,
               .config_path = path,
               .inventory = std::move(loaded->inventory),
               .calendar = std::move(*calendar),
               .keys = std::move(*keys),
               .outbox = std::move(*outbox),
               .version = std::string{kVersion},
               .open_ports = [&] { return open_ports(config.capture, opened); }},
              [&path] { return load(path); }};
  return probe.run();
}

int check(const std::string& path) {
  const auto loaded = load(path);
  if (!loaded) return complain(loaded.error(), kConfiguration);
  std::printf("%s: good\n", path.c_str());
  return 0;
}

int main(int argc, char** argv) {
  CLI::App program{
      "celltallyd receives signalling, counts people per cell, and writes protected counts to the "
      "outbox. It has no internet socket; celltally-shipd delivers."};
  std::string path = "/etc/celltally/celltally.yaml";
  bool check_only = false;
  program.add_option("--config", path, "the configuration")
      ->type_name("FILE")
      ->capture_default_str();
  program.add_flag("--check-config", check_only, "say whether the configuration is good, and end");
  program.set_version_flag("--version", "celltallyd " + std::string{kVersion});
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : kUsage;
  }
  try {
    return check_only ? check(path) : run(std::filesystem::absolute(path).string());
  } catch (const std::bad_alloc&) {
    return complain({"there is no memory for the tables; lower counting.people_max and the like"},
                    kFailed);
  } catch (const std::exception& problem) {
    return complain({problem.what()}, kFailed);
  }
}

}  // namespace
}  // namespace celltally

int main(int argc, char** argv) {
  return celltally::main(argc, argv);
}
