#include "cli/validate_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/exit_code.hpp"
#include "cli/message_to_user.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "config/cell_inventory.hpp"

namespace celltally {

namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string json_line(const ConfigProblem& problem) {
  const nlohmann::ordered_json line{{"file", problem.file},     {"line", problem.line},
                                    {"column", problem.column}, {"key", problem.key},
                                    {"text", problem.text},     {"source", problem.source_line}};
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

// The inventory's problems are lines of text with their place in front.
ConfigProblem as_problem(const std::string& line) {
  ConfigProblem problem;
  problem.file = line.substr(0, line.find(": "));
  problem.text = line.size() > problem.file.size() + 2 ? line.substr(problem.file.size() + 2) : "";
  return problem;
}

ConfigProblems inventory_problems(const ProbeConfig& probe, CellInventory& inventory) {
  ConfigProblems problems;
  auto loaded = load_cell_inventory(probe.cells, probe.cells_columns, probe.zones);
  if (loaded) {
    inventory = std::move(*loaded);
  } else {
    for (const std::string& line : loaded.error()) problems.push_back(as_problem(line));
  }
  return problems;
}

std::string summary(const CelltallyConfig& config, const CellInventory& inventory) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (!config.probe.name.empty()) add("probe " + config.probe.name);
  if (!inventory.cells.empty()) add(counted(inventory.cells.size(), "cell"));
  if (!config.capture.ports.empty()) add(counted(config.capture.ports.size(), "port"));
  if (!config.probe.name.empty()) {
    add(fmt::format("at least {} people", config.protection.people_min));
  }
  if (!config.ship.sinks.empty()) add(counted(config.ship.sinks.size(), "sink"));
  if (!inventory.cells.empty()) text += "\ncells: " + inventory.summary();
  return text;
}

int print(const std::string& text) {
  Output out{STDOUT_FILENO};
  out.write(text);
  out.flush();
  if (out.pipe_closed()) return ExitCode::kPipeClosed;
  return out.failed() ? ExitCode::kFailed : ExitCode::kDone;
}

int tell_bad(const ConfigProblems& problems, const ValidateOptions& options) {
  if (!options.json) return options.config.tell_problems(problems), ExitCode::kConfiguration;
  std::string lines;
  for (const ConfigProblem& problem : problems) lines += json_line(problem);
  print(lines);
  return ExitCode::kConfiguration;
}

}  // namespace

CLI::App* add_validate_command(CLI::App& program, ValidateOptions& options) {
  CLI::App* const command = program.add_subcommand(
      "validate", "Tells every problem of a configuration, with its place and what to write");
  add_config_loading(*command, options.config);
  command->add_flag("--json", options.json, "the problems as a JSON object a line");
  return command;
}

int run_validate(const ValidateOptions& options) {
  const ConfigLoading& loading = options.config;
  const auto config = loading.load();
  if (!config) return tell_bad(config.error(), options);
  CellInventory inventory;
  if (loading.check_files && loading.purpose != Purpose::shipper && !config->probe.cells.empty()) {
    const ConfigProblems problems = inventory_problems(config->probe, inventory);
    if (!problems.empty()) return tell_bad(problems, options);
  }
  if (options.json) return ExitCode::kDone;
  return print(printable(loading.file) + ": good\n" + summary(*config, inventory) + "\n");
}

}  // namespace celltally
