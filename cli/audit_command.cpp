#include "cli/audit_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include "audit/box/stop_request.hpp"
#include "audit/report/audit_json.hpp"
#include "audit/report/audit_page.hpp"
#include "audit/report/audit_tally.hpp"
#include "cli/audit_text.hpp"
#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "cli/message_to_user.hpp"
#include "cli/output.hpp"
#include "cli/overwriting.hpp"
#include "cli/printable.hpp"
#include "cli/progress_line.hpp"
#include "cli/protection_note.hpp"
#include "cli/terminal.hpp"
#include "cli/whole_file.hpp"
#include "daemon/config_mapping.hpp"
#include "vocabulary/version.hpp"

namespace celltally {

namespace {

// Goes to the terminal before the shell writes there again.
constexpr std::string_view kInterrupted = "\ncelltally: interrupted: nothing is reported\n";

// The checks, or the code of who was interrupted.
struct AuditRun {
  std::vector<AuditCheck> checks;
  std::optional<int> interrupted;
};

std::string names_of(const std::vector<AuditAttack>& attacks) {
  std::string names;
  for (std::size_t i = 0; i < attacks.size(); ++i) {
    names += i == 0 ? "" : i + 1 == attacks.size() ? " or " : ", ";
    names += attacks[i].name;
  }
  return names;
}

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void check_names(const std::vector<std::string>& only) {
  const auto attacks = audit_attacks();
  for (const std::string& name : only) {
    const bool known = std::any_of(attacks.begin(), attacks.end(),
                                   [&](const AuditAttack& attack) { return attack.name == name; });
    if (!known) {
      throw CLI::ValidationError{
          "--only", "\"" + printable(name) + "\" will not do; write " + names_of(attacks)};
    }
  }
}

int print(std::string_view text, int code) {
  Output out{STDOUT_FILENO};
  out.write(text);
  out.flush();
  if (out.pipe_closed()) return ExitCode::kPipeClosed;
  if (!out.failed()) return code;
  tell("the audit cannot be written: " + out.reason());
  return ExitCode::kFailed;
}

int list(const std::vector<AuditAttack>& attacks) {
  std::string text;
  for (const AuditAttack& attack : attacks) {
    text += fmt::format("{:<14}  {}\n", attack.name, attack.what);
  }
  return print(text, ExitCode::kDone);
}

std::vector<std::string> rules_in_words(const CelltallyConfig& config) {
  const auto noise = noise_rules(config);
  if (!noise) return {protection_note({.rules = release_rules(config.protection)})};
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const auto statistic = static_cast<Statistic>(i);
    const auto& family = noise->of(statistic);
    if (!family) continue;
    words.push_back(fmt::format(
        "{}: {} noise of {:.1f}; one person in {} of a day's numbers at most; {}",
        to_text(statistic), to_text(family->noise.shape), family->noise.scale.number(), family->cap,
        family->threshold == 0 ? "every number is told"
                               : fmt::format("told from {} on", family->threshold)));
  }
  if (noise->hard_floor) words.push_back(fmt::format("nothing below {} people", noise->people_min));
  return words;
}

AuditAbout about_of(const AuditOptions& options, const CelltallyConfig& config) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  AuditAbout about;
  about.probe = config.probe.name;
  about.programs = {"celltally " + std::string{kVersion}};
  about.at = {std::chrono::duration_cast<std::chrono::nanoseconds>(now).count()};
  about.quick = options.quick;
  about.rules = rules_in_words(config);
  if (const auto noise = noise_rules(config)) about.promised = noise->day();
  return about;
}

// Either the attack cleans up and an interruption is noted, or there is nothing to clean up and it
// ends the program.
std::vector<AuditCheck> let_loose(const AuditAttack& attack, const AuditAttack::Scope& scope,
                                  std::optional<int>& interrupted) {
  if (!attack.cleans_up) {
    const Interruption ends_it{kInterrupted};
    return attack.run(scope);
  }
  const StopRequest noted;
  try {
    return attack.run(scope);
  } catch (const AuditStopped& stopped) {
    interrupted = stopped.signal() == SIGINT ? ExitCode::kInterrupted : ExitCode::kTerminated;
    return {};
  }
}

AuditRun run_all(const AuditOptions& options, const CelltallyConfig& config,
                 const std::vector<AuditAttack>& attacks) {
  std::vector<const AuditAttack*> chosen;
  for (const AuditAttack& attack : attacks) {
    if (options.only.empty() || is_among(options.only, attack.name)) chosen.push_back(&attack);
  }
  AuditRun run;
  ProgressLine progress{true, Terminal::of(STDERR_FILENO)};
  std::string where;
  const AuditAttack::Scope scope{
      .config = config, .quick = options.quick, .tell = [&](std::string_view what) {
        progress.say(fmt::format("{}: {}", where, what));
      }};
  for (std::size_t i = 0; i < chosen.size() && !run.interrupted; ++i) {
    where = fmt::format("attacking  {} of {}  {}", i + 1, chosen.size(), chosen[i]->name);
    progress.say(where);
    for (AuditCheck& check : let_loose(*chosen[i], scope, run.interrupted)) {
      run.checks.push_back(std::move(check));
    }
  }
  return run;
}

// "" or why not.
std::string write_page(const std::string& path, const std::string& page) {
  const NotedInterruption whole_or_not_at_all;
  auto file = WholeFile::begin(path);
  if (!file) return file.error();
  std::ofstream stream{file->name(), std::ios::binary};
  stream << page;
  stream.close();
  if (!stream.good() || !file->finish()) return path + ": the page cannot be written";
  return {};
}

int report(const AuditOptions& options, const AuditAbout& about,
           const std::vector<AuditCheck>& checks) {
  int code = AuditTally::of(checks).failed > 0 ? ExitCode::kFailed : ExitCode::kDone;
  if (!options.page.empty()) {
    const std::string problem = write_page(options.page, audit_page(about, checks));
    if (!problem.empty()) {
      tell(printable(problem));
      code = ExitCode::kFailed;
    }
  }
  return print(options.json ? audit_json(about, checks)
                            : audit_text(about, checks, Terminal::of(STDOUT_FILENO).columns),
               code);
}

}  // namespace

CLI::App* add_audit_command(CLI::App& program, AuditOptions& options) {
  CLI::App* const command = program.add_subcommand(
      "audit",
      "Attacks this installation with made-up people, and tells whether its defences hold");
  command->add_option("--config", options.config.file, "the configuration, of the probe at least")
      ->type_name("FILE")
      ->capture_default_str();
  command->add_option("--only", options.only, "these attacks, and no others")
      ->type_name("NAME,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_flag("--list", options.list, "the attacks there are, and nothing is done");
  command->add_flag("--json", options.json, "one JSON object");
  command->add_option("--page", options.page, "a page to read and print as well, HTML")
      ->type_name("FILE");
  command->add_flag("--quick", options.quick,
                    "each attack is run fewer times: minutes less, and less sure");
  command->callback([&options] {
    check_names(options.only);
    if (options.page.empty()) return;
    const std::string problem = overwriting_problem(options.page, {options.config.file}, {});
    if (!problem.empty()) throw CLI::ValidationError{"--page", problem};
  });
  return command;
}

int run_audit(const AuditOptions& options, const std::vector<AuditAttack>& attacks) {
  if (options.list) return list(attacks);
  const auto config = options.config.load();
  if (!config) return options.config.tell_problems(config.error()), ExitCode::kConfiguration;
  // Tried before the work, which may be long.
  if (!options.page.empty()) {
    const auto page = WholeFile::begin(options.page);
    if (!page) return tell(printable(page.error())), ExitCode::kFailed;
  }
  const AuditAbout about = about_of(options, *config);
  const AuditRun run = run_all(options, *config, attacks);
  if (run.interrupted) {
    tell("interrupted: nothing is reported");
    return *run.interrupted;
  }
  return report(options, about, run.checks);
}

}  // namespace celltally
