// celltallyd: the probe. Receives signalling, counts people, writes released counts to the outbox.

#include <new>
#include <optional>
#include <string>
#include <vector>

#include "config/load_config.hpp"
#include "daemon/config_mapping.hpp"
#include "daemon/operator_files.hpp"
#include "daemon/ports/open_ports.hpp"
#include "daemon/probe.hpp"
#include "memory/mapped_memory.hpp"
#include "outbox/acknowledgement_file.hpp"
#include "service/daemon_program.hpp"
#include "service/log.hpp"
#include "vocabulary/version.hpp"

namespace celltally {
namespace {

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
    for (const ConfigProblem& problem : config.error()) {
      lines.push_back(to_text(problem));
      lines.back().pop_back();  // the line break
    }
    return fail(std::move(lines));
  }
  auto files = load_operator_files(*config);
  if (!files) return fail(std::move(files.error()));
  return Probe::Reloaded{std::move(*config), std::move(*files)};
}

Result<Probe::Ports, std::string> open_ports(const CaptureConfig& capture,
                                             std::optional<OpenPorts>& opened) {
  auto ports = OpenPorts::open(capture);
  if (!ports) return fail(std::string{ports.error()});
  opened = std::move(*ports);
  for (const std::string& note : opened->notes()) Log::info(note);
  return opened->take();
}

int count(const DaemonProgram& program, const std::string& path, Probe::Reloaded loaded) {
  const CelltallyConfig& config = loaded.config;
  configure_log(config.log);
  if (!MappedMemory::keep_at_hand()) {
    Log::info("tables may be swapped out: the limit of locked memory is too low (LimitMEMLOCK)");
  }
  const CellInventory& inventory = loaded.files.inventory;
  Log::info(std::to_string(inventory.cells.size()) + " cells: " + inventory.summary());
  if (loaded.files.lists != nullptr) Log::info(summary_of(*loaded.files.lists));
  auto calendar = Calendar::in_zone(config.probe.timezone);
  if (!calendar) return program.complain({calendar.error()}, DaemonExit::kConfiguration);
  auto keys = EpochKey::generate(config.capture.workers);
  if (!keys) return program.complain({keys.error()}, DaemonExit::kFailed);
  // Also now, or what is delivered already might be told to be dropped.
  const auto acknowledged = read_acknowledgement(config.outbox.acknowledged);
  auto outbox = Outbox::open(config.outbox.folder, outbox_limits(config.outbox),
                             {LiveClock::of_system().wall_ns}, acknowledged ? *acknowledged : 0);
  if (!outbox) return program.complain({outbox.error()}, DaemonExit::kFailed);
  std::optional<Spending> spending;
  if (auto rules = noise_rules(config)) {
    auto ledger = Ledger::open(config.outbox.folder);
    if (!ledger) return program.complain({ledger.error()}, DaemonExit::kFailed);
    spending.emplace(std::move(*rules), *calendar, std::move(*ledger));
  }
  std::optional<OpenPorts> opened;  // outlives the ports
  Probe probe{{.config = config,
               .config_path = path,
               .files = std::move(loaded.files),
               .calendar = std::move(*calendar),
               .keys = std::move(*keys),
               .outbox = std::move(*outbox),
               .spending = std::move(spending),
               .version = std::string{kVersion},
               .open_ports = [&] { return open_ports(config.capture, opened); }},
              [&path] { return load(path); }};
  return probe.run();
}

int main(int argc, char** argv) {
  DaemonProgram program{
      .name = "celltallyd",
      .description =
          "celltallyd receives signalling, counts people per cell, and writes protected counts to "
          "the outbox. It has no internet socket; celltally-shipd delivers.",
      .version = std::string{kVersion},
      .check =
          [](const std::string& path) {
            auto loaded = load(path);
            return loaded ? std::vector<std::string>{} : loaded.error();
          },
      .run = {}};
  program.run = [&program](const std::string& path) {
    auto loaded = load(path);
    if (!loaded) return program.complain(loaded.error(), DaemonExit::kConfiguration);
    try {
      return count(program, path, std::move(*loaded));
    } catch (const std::bad_alloc&) {
      return program.complain(
          {"there is no memory for the tables; lower counting.people_max and the like"},
          DaemonExit::kFailed);
    }
  };
  return program.start(argc, argv);
}

}  // namespace
}  // namespace celltally

int main(int argc, char** argv) {
  return celltally::main(argc, argv);
}
