#include "cli/validate_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/exit_code.hpp"
#include "cli/message_to_user.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "daemon/config_mapping.hpp"
#include "daemon/operator_files.hpp"

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

// Problems of files are lines of text, most with their file and place in front.
ConfigProblem as_problem(const std::string& config_file, const std::string& line) {
  const std::size_t end = line.starts_with('/') ? line.find(": ") : std::string::npos;
  ConfigProblem problem;
  problem.file = end == std::string::npos ? config_file : line.substr(0, end);
  problem.text = end == std::string::npos ? line : line.substr(end + 2);
  return problem;
}

// A key that only systemd can show, and not to us: then the lists are looked at without it.
bool key_is_elsewhere(const CountingConfig& counting) {
  return counting.operator_key.starts_with("credential:") &&
         subscriber_list_files(counting).operator_key == counting.operator_key;
}

ConfigProblems file_problems(const std::string& config_file, CelltallyConfig config,
                             OperatorFiles& files) {
  std::vector<std::string> lines;
  CountingConfig& counting = config.counting;
  if (key_is_elsewhere(counting)) {
    lines = subscriber_list_problems(subscriber_list_files(counting));
    counting.segments.clear();
    counting.opted_out.clear();
  }
  auto loaded = load_operator_files(config);
  if (loaded) {
    files = std::move(*loaded);
  } else {
    lines.insert(lines.begin(), loaded.error().begin(), loaded.error().end());
  }
  ConfigProblems problems;
  for (const std::string& line : lines) problems.push_back(as_problem(config_file, line));
  return problems;
}

// "at least 20 people", "noise: epsilon 2.49 a day (at delta 1e-09)".
std::string protection_in_words(const CelltallyConfig& config) {
  constexpr double kDelta = 1e-9;
  const auto noise = noise_rules(config);
  if (!noise) return fmt::format("at least {} people", config.protection.people_min);
  return fmt::format("noise: epsilon {:.2f} a day (at delta {:g})", noise->day().epsilon(kDelta),
                     kDelta);
}

std::string summary(const CelltallyConfig& config, const OperatorFiles& files) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  const CellInventory& inventory = files.inventory;
  if (!config.probe.name.empty()) add("probe " + config.probe.name);
  if (!inventory.cells.empty()) add(counted(inventory.cells.size(), "cell"));
  if (!config.capture.ports.empty()) add(counted(config.capture.ports.size(), "port"));
  if (!config.probe.name.empty()) add(protection_in_words(config));
  if (!config.ship.sinks.empty()) add(counted(config.ship.sinks.size(), "sink"));
  if (!inventory.cells.empty()) text += "\ncells: " + inventory.summary();
  if (!files.machines.empty()) text += "\nmachines: " + counted(files.machines.size(), "rule");
  if (files.lists != nullptr) text += "\nlists: " + summary_of(*files.lists);
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
  OperatorFiles files;
  bool key_seen = true;
  if (loading.check_files && loading.purpose != Purpose::shipper && !config->probe.cells.empty()) {
    const ConfigProblems problems = file_problems(loading.file, *config, files);
    if (!problems.empty()) return tell_bad(problems, options);
    key_seen = !key_is_elsewhere(config->counting);
  }
  if (options.json) return ExitCode::kDone;
  const std::string unseen = key_seen ? ""
                                      : "lists: each can be read; whether they are of " +
                                            config->counting.operator_key +
                                            " shows where systemd gives that\n";
  return print(printable(loading.file) + ": good\n" + summary(*config, files) + "\n" + unseen);
}

}  // namespace celltally
