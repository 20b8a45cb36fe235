#include "daemon/operator_files.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "config/machine_list.hpp"
#include "daemon/config_mapping.hpp"
#include "daemon/subscriber_lists_loading.hpp"
#include "vocabulary/dwell_class.hpp"

namespace celltally {
namespace {

using Problems = std::vector<std::string>;

// Of a window: a segment of so many is some 200 MiB, below what its readers take.
constexpr std::size_t kRowsMost = 1'000'000;

// Events and dwell have the most rows a window.
std::optional<std::string> too_many_rows(const std::string& path, std::size_t cells,
                                         const CountingConfig& counting) {
  const std::size_t words =
      std::max(counting.event_kinds.size() + counting.event_services.size(), kDwellClasses);
  if (cells * words <= kRowsMost) return std::nullopt;
  return path + ": " + std::to_string(cells) + " cells with " + std::to_string(words) +
         " rows each are " + std::to_string(cells * words) + " rows, and a segment holds " +
         std::to_string(kRowsMost) +
         " at most; list the cells that this probe can see, or fewer counting.event_kinds and "
         "event_services";
}

// All people would be in one row.
std::optional<std::string> zones_missing(const std::string& path, const CellInventory& inventory,
                                         const CountingConfig& counting) {
  if (counting.level != CountLevel::zone || !inventory.names.zones().empty()) return std::nullopt;
  return path +
         ": no cell is in a zone, and counting.level is zone; name each cell's zone in a column "
         "zone, or give polygons as probe.zones, or write counting.level: cell";
}

// What was loaded, or nothing and its problems among the others.
template <typename T>
std::optional<T> taken(Result<T, Problems> loaded, Problems& problems) {
  if (loaded) return std::move(*loaded);
  problems.insert(problems.end(), loaded.error().begin(), loaded.error().end());
  return std::nullopt;
}

}  // namespace

Result<OperatorFiles, Problems> load_operator_files(const CelltallyConfig& config) {
  const ProbeConfig& probe = config.probe;
  const CountingConfig& counting = config.counting;
  OperatorFiles files;
  Problems problems;
  if (auto inventory =
          taken(load_cell_inventory(probe.cells, probe.cells_columns, probe.zones), problems)) {
    files.inventory = std::move(*inventory);
    for (auto problem : {too_many_rows(probe.cells, files.inventory.cells.size(), counting),
                         zones_missing(probe.cells, files.inventory, counting)}) {
      if (problem) problems.push_back(std::move(*problem));
    }
  }
  if (!counting.machines.empty()) {
    auto list = taken(load_machine_list(counting.machines), problems);
    if (list) files.machines = std::move(list->rules);
  }
  auto lists = taken(load_subscriber_lists(subscriber_list_files(counting)), problems);
  if (lists) files.lists = std::move(*lists);
  if (!problems.empty()) return fail(std::move(problems));
  return files;
}

}  // namespace celltally
