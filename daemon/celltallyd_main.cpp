// celltallyd: the probe. Receives signalling, counts people, writes released counts to the outbox.

#include <new>
#include <optional>
#include <string>
#include <vector>

#include "config/cell_inventory.hpp"
#include "config/load_config.hpp"
#include "config/machine_list.hpp"
#include "daemon/config_mapping.hpp"
#include "daemon/ports/open_ports.hpp"
#include "daemon/probe.hpp"
#include "memory/mapped_memory.hpp"
#include "outbox/acknowledgement_file.hpp"
#include "service/daemon_program.hpp"
#include "service/log.hpp"
#include "vocabulary/version.hpp"

namespace celltally {
namespace {

// Of a window: a segment of so many is some 200 MiB, below what its readers take.
constexpr std::size_t kRowsMost = 1'000'000;

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
  const ProbeConfig& probe = config->probe;
  auto inventory = load_cell_inventory(probe.cells, probe.cells_columns, probe.zones);
  if (!inventory) return fail(std::vector<std::string>{inventory.error()});
  const std::size_t rows = inventory->cells.size() * config->counting.event_kinds.size();
  if (rows > kRowsMost) {
    return fail(std::vector<std::string>{
        probe.cells + ": with " + std::to_string(inventory->cells.size()) + " cells and " +
        std::to_string(config->counting.event_kinds.size()) + " kinds of event an hour has " +
        std::to_string(rows) + " rows, and a segment holds " + std::to_string(kRowsMost) +
        " at most; list the cells that this probe can see, or fewer counting.event_kinds"});
  }
  MachineRules machines;
  if (!config->counting.machines.empty()) {
    auto list = load_machine_list(config->counting.machines);
    if (!list) return fail(std::move(list.error()));
    machines = std::move(list->rules);
  }
  auto lists = load_subscriber_lists(subscriber_list_files(config->counting));
  if (!lists) return fail(std::move(lists.error()));
  return Probe::Reloaded{std::move(*config), std::move(*inventory), std::move(machines),
                         std::move(*lists)};
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
  Log::info(std::to_string(loaded.inventory.cells.size()) +
            " cells: " + loaded.inventory.summary());
  if (loaded.lists != nullptr) Log::info(summary_of(*loaded.lists));
  auto calendar = Calendar::in_zone(config.probe.timezone);
  if (!calendar) return program.complain({calendar.error()}, DaemonExit::kConfiguration);
  auto keys = EpochKey::generate(config.capture.workers);
  if (!keys) return program.complain({keys.error()}, DaemonExit::kFailed);
  // Also now, or what is delivered already might be told to be dropped.
  const auto acknowledged = read_acknowledgement(config.outbox.acknowledged);
  auto outbox = Outbox::open(config.outbox.folder, outbox_limits(config.outbox),
                             {LiveClock::of_system().wall_ns}, acknowledged ? *acknowledged : 0);
  if (!outbox) return program.complain({outbox.error()}, DaemonExit::kFailed);
  std::optional<OpenPorts> opened;  // outlives the ports
  Probe probe{{.config = config,
               .config_path = path,
               .inventory = std::move(loaded.inventory),
               .machines = std::move(loaded.machines),
               .lists = std::move(loaded.lists),
               .calendar = std::move(*calendar),
               .keys = std::move(*keys),
               .outbox = std::move(*outbox),
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
