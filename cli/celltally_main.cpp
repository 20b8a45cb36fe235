#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/accuracy_command.hpp"
#include "cli/audit_command.hpp"
#include "cli/config_command.hpp"
#include "cli/decode_command.hpp"
#include "cli/exit_code.hpp"
#include "cli/ledger_command.hpp"
#include "cli/message_to_user.hpp"
#include "cli/outbox_command.hpp"
#include "cli/prepare_list_command.hpp"
#include "cli/replay_command.hpp"
#include "cli/simulate_command.hpp"
#include "cli/status_command.hpp"
#include "cli/validate_command.hpp"
#include "vocabulary/version.hpp"

namespace {

using namespace celltally;

int usage_error(const CLI::App& program, std::string_view what) {
  std::string name = program.get_name();
  for (const CLI::App* command : program.get_subcommands()) name += " " + command->get_name();
  std::cerr << name << ": " << what << "; see " << name << " --help\n";
  return ExitCode::kUsage;
}

// The library calls a wrong command an argument that was not expected.
bool is_wrong_command(const CLI::App& program, std::string_view word) {
  const auto commands = program.get_subcommands([](const CLI::App*) { return true; });
  return !word.starts_with("-") &&
         std::none_of(commands.begin(), commands.end(),
                      [&](const CLI::App* command) { return command->get_name() == word; });
}

// What a command was asked for, and how it is run once it was parsed. In the order of --help.
struct Commands {
  ReplayOptions replay;
  DecodeOptions decode;
  SimulateOptions simulate;
  AccuracyOptions accuracy;
  PrepareListOptions prepare_list;
  ValidateOptions validate;
  ConfigOptions config;
  StatusOptions status;
  OutboxOptions outbox;
  LedgerOptions ledger;
  AuditOptions audit;

  struct Command {
    CLI::App* parsed_into;
    std::function<int()> run;
  };
  std::vector<Command> all;

  explicit Commands(CLI::App& program)
      : all{{add_replay_command(program, replay), [this] { return run_replay(replay); }},
            {add_decode_command(program, decode), [this] { return run_decode(decode); }},
            {add_simulate_command(program, simulate), [this] { return run_simulate(simulate); }},
            {add_accuracy_command(program, accuracy), [this] { return run_accuracy(accuracy); }},
            {add_prepare_list_command(program, prepare_list),
             [this] { return run_prepare_list(prepare_list); }},
            {add_status_command(program, status), [this] { return run_status(status); }},
            {add_top_command(program, status), [this] { return run_top(status); }},
            {add_validate_command(program, validate), [this] { return run_validate(validate); }},
            {add_config_command(program, config), [this] { return run_config(config); }},
            {add_outbox_command(program, outbox), [this] { return run_outbox(outbox); }},
            {add_ledger_command(program, ledger), [this] { return run_ledger(ledger); }},
            {add_audit_command(program, audit),
             [this] { return run_audit(audit, audit_attacks()); }}} {}
  Commands(const Commands&) = delete;
  Commands& operator=(const Commands&) = delete;

  // "replay, decode or simulate"
  std::string names() const {
    std::string names;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i > 0) names += i + 1 == all.size() ? " or " : ", ";
      names += all[i].parsed_into->get_name();
    }
    return names;
  }
  int run_the_parsed_one() const {
    for (const Command& command : all) {
      if (command.parsed_into->parsed()) return command.run();
    }
    return ExitCode::kUsage;
  }
};

int run(int argc, char** argv) {
  CLI::App program{"Anonymous counts of people from mobile signalling", "celltally"};
  program.set_version_flag("--version", "celltally " + std::string{kVersion});
  const Commands commands{program};

  const std::span arguments{argv, static_cast<std::size_t>(argc)};
  if (argc < 2) return usage_error(program, "name a command: " + commands.names());
  if (is_wrong_command(program, arguments[1])) {
    return usage_error(program, "there is no command \"" + std::string{arguments[1]} +
                                    "\"; commands are " + commands.names());
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return program.exit(help);
  } catch (const CLI::ParseError& error) {
    return usage_error(program, error.what());
  }
  // The library goes on to the next command wherever a file may stand that has its name.
  if (program.get_subcommands().size() != 1) {
    std::cerr << "celltally: name one command; a file that is called like a command is written "
                 "./NAME; see celltally --help\n";
    return ExitCode::kUsage;
  }
  return commands.run_the_parsed_one();
}

// A file that is opened while one of the three is closed would get its number, and be written into
// or read as if it were that one.
void open_standard_streams() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) != -1) continue;
    // Takes the lowest number that is free, which is this one.
    if (open("/dev/null", O_RDWR) != descriptor) std::abort();
  }
}

}  // namespace

int main(int argc, char** argv) {
  open_standard_streams();
  // Whoever reads our output may go away; writing then fails, and says so.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    tell("there is not enough memory for the tables; lower --people-max");
  } catch (const std::exception& error) {
    tell(error.what());
  }
  return ExitCode::kFailed;
}
