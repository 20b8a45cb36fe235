#include "cli/ledger_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/command_end.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/spent_day.hpp"
#include "outbox/ledger_reader.hpp"
#include "outbox/row_text.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

using Job = LedgerOptions::Job;
using Json = nlohmann::ordered_json;

constexpr double kDelta = 1e-9;

void print_json(const SpentDay& day, Output& out) {
  Json json{{"day", utc_seconds(day.day)}};
  for (const auto& [statistic, family] : day.families) {
    json["statistics"].push_back({{"stat", to_text(statistic)},
                                  {"windows", family.windows},
                                  {"shape", to_text(family.rules.noise.shape)},
                                  {"scale", family.rules.noise.scale.number()},
                                  {"cap", family.rules.cap},
                                  {"threshold", family.rules.threshold},
                                  {"rho", family.rules.loss().rho}});
  }
  json["rho"] = day.loss().rho;
  json["delta"] = kDelta;
  json["epsilon"] = day.loss().epsilon(kDelta);
  out.write(json.dump() + "\n");
}

void print_table(const SpentDay& day, Output& out) {
  out.write(fmt::format("{}\n", utc_seconds(day.day)));
  for (const auto& [statistic, family] : day.families) {
    const FamilyRules& rules = family.rules;
    out.write(fmt::format("  {:<9} {:>7}  {:<9} {:>6} {:>4} {:>9}  {:.5f}\n", to_text(statistic),
                          family.windows, to_text(rules.noise.shape),
                          tenths_text(rules.noise.scale.tenths), rules.cap, rules.threshold,
                          rules.loss().rho));
  }
  out.write(fmt::format("  one device's day: rho {:.5f}, epsilon {:.2f} at delta {:g}\n",
                        day.loss().rho, day.loss().epsilon(kDelta), kDelta));
}

int show(const LedgerOptions& options) {
  const auto ledger = read_ledger(options.folder);
  if (!ledger) return refused(ledger.error());
  Output out{STDOUT_FILENO};
  const auto days = spent_days(ledger->entries);
  if (!options.json && days.empty()) out.write("nothing was released with noise yet\n");
  if (!options.json && !days.empty()) {
    out.write(
        "day (04:00 to 04:00), and what of it was released\n"
        "  stat      windows  noise      scale  cap threshold  rho\n");
  }
  for (const SpentDay& day : days) options.json ? print_json(day, out) : print_table(day, out);
  return said(out, ExitCode::kDone);
}

int verify(const LedgerOptions& options) {
  const auto ledger = read_ledger(options.folder);
  if (!ledger) return refused(ledger.error());
  const auto problems = ledger_disagreements(options.folder, *ledger);
  Output out{STDOUT_FILENO};
  for (const std::string& problem : problems) out.write(printable(problem) + "\n");
  out.write(fmt::format("{} releases on {} days, each once and chained; {} {} with the segments\n",
                        ledger->entries.size(), spent_days(ledger->entries).size(), problems.size(),
                        problems.size() == 1 ? "problem" : "problems"));
  return said(out, problems.empty() ? ExitCode::kDone : ExitCode::kFailed);
}

CLI::App* add_job(CLI::App& command, LedgerOptions& options, Job job, const std::string& name,
                  const std::string& help) {
  CLI::App* const added = command.add_subcommand(name, help);
  added->add_option("--folder", options.folder, "the outbox that it is in")
      ->type_name("DIR")
      ->capture_default_str();
  added->callback([&options, job] { options.job = job; });
  return added;
}

}  // namespace

CLI::App* add_ledger_command(CLI::App& program, LedgerOptions& options) {
  CLI::App* const command = program.add_subcommand(
      "ledger", "Shows and checks what of everybody's privacy was spent by noisy releases");
  command->require_subcommand(1);
  add_job(*command, options, Job::show, "show", "Lists days: what was released, and what it cost")
      ->add_flag("--json", options.json, "a JSON object a day");
  add_job(*command, options, Job::verify, "verify",
          "Checks that no window was released twice, the chain, and the segments against it");
  return command;
}

int run_ledger(const LedgerOptions& options) {
  return options.job == Job::show ? show(options) : verify(options);
}

}  // namespace celltally
