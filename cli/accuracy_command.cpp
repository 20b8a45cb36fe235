#include "cli/accuracy_command.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "cli/accuracy_page.hpp"
#include "cli/command_end.hpp"
#include "cli/compared_file.hpp"
#include "cli/comparison.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"

namespace celltally {

CLI::App* add_accuracy_command(CLI::App& program, AccuracyOptions& options) {
  CLI::App* const command = program.add_subcommand(
      "accuracy", "Compares the counts of a made-up world with what is true in it");
  command->add_option("TRUTH", options.truth, "what simulate --truth wrote")
      ->type_name("")
      ->required();
  command->add_option("COUNTS", options.counts, "what replay --exact wrote with --csv or --json")
      ->type_name("")
      ->required();
  command->add_flag("--json", options.json, "a JSON object a line, one of each statistic");
  return command;
}

int run_accuracy(const AccuracyOptions& options) {
  const auto truth = ComparedFile::read(options.truth, ComparedFile::Content::truth);
  if (!truth) return refused(truth.error());
  const auto counts = ComparedFile::read(options.counts, ComparedFile::Content::counts);
  if (!counts) return refused(counts.error());
  const auto comparison = Comparison::of(*truth, *counts);
  if (!comparison) return refused(comparison.error());
  Output out{STDOUT_FILENO};
  out.write(options.json ? accuracy_json(*comparison) : accuracy_text(*comparison, counts->exact));
  out.flush();
  if (out.pipe_closed()) return ExitCode::kPipeClosed;
  return out.failed() ? refused("the figures cannot be written: " + out.reason()) : ExitCode::kDone;
}

}  // namespace celltally
