#include "cli/config_command.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <string_view>

#include "cli/exit_code.hpp"
#include "cli/message_to_user.hpp"
#include "cli/output.hpp"
#include "config/config_explanation.hpp"
#include "config/config_printer.hpp"
#include "config/json_schema.hpp"

namespace celltally {

namespace {

int print(std::string_view text) {
  Output out{STDOUT_FILENO};
  out.write(text);
  out.flush();
  if (out.pipe_closed()) return ExitCode::kPipeClosed;
  if (!out.failed()) return ExitCode::kDone;
  tell("this cannot be written: " + out.reason());
  return ExitCode::kFailed;
}

int explain(const ConfigOptions& options) {
  if (options.markdown) return print(explain_settings_as_markdown());
  const auto text = explain_settings(options.key);
  if (!text) return tell(text.error()), ExitCode::kUsage;
  return print(*text);
}

int print_effective(const ConfigOptions& options) {
  const auto config = options.config.load();
  if (!config) return options.config.tell_problems(config.error()), ExitCode::kConfiguration;
  return print(to_yaml(*config));
}

}  // namespace

CLI::App* add_config_command(CLI::App& program, ConfigOptions& options) {
  CLI::App* const command = program.add_subcommand(
      "config", "Explains what a configuration can say, or prints what one says");
  command->require_subcommand(1);
  CLI::App* const explain_job = command->add_subcommand(
      "explain", "What each key means, what may be written, and its default");
  explain_job->add_option("KEY", options.key, "a key or section such as protection.people_min")
      ->type_name("");
  explain_job->add_flag("--markdown", options.markdown, "all keys, as a page of documentation");
  explain_job->callback([&options] { options.job = ConfigOptions::Job::explain; });
  command->add_subcommand("schema", "The JSON Schema, for editors")->callback([&options] {
    options.job = ConfigOptions::Job::schema;
  });
  CLI::App* const print_job =
      command->add_subcommand("print", "What is in force, defaults filled in, without secrets");
  add_config_loading(*print_job, options.config);
  print_job->callback([&options] { options.job = ConfigOptions::Job::print; });
  return command;
}

int run_config(const ConfigOptions& options) {
  switch (options.job) {
    case ConfigOptions::Job::explain: return explain(options);
    case ConfigOptions::Job::schema: return print(json_schema());
    case ConfigOptions::Job::print: break;
  }
  return print_effective(options);
}

}  // namespace celltally
