#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <span>
#include <string>
#include <string_view>

#include "cli/config_command.hpp"
#include "cli/decode_command.hpp"
#include "cli/exit_code.hpp"
#include "cli/message_to_user.hpp"
#include "cli/outbox_command.hpp"
#include "cli/replay_command.hpp"
#include "cli/simulate_command.hpp"
#include "cli/validate_command.hpp"
#include "cli/version.hpp"

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

int run(int argc, char** argv) {
  CLI::App program{"Anonymous counts of people from mobile signalling", "celltally"};
  program.set_version_flag("--version", "celltally " + std::string{kVersion});
  ReplayOptions replay;
  DecodeOptions decode;
  SimulateOptions simulate;
  ValidateOptions validate;
  ConfigOptions config;
  OutboxOptions outbox;
  const CLI::App* const replay_command = add_replay_command(program, replay);
  const CLI::App* const decode_command = add_decode_command(program, decode);
  const CLI::App* const simulate_command = add_simulate_command(program, simulate);
  add_validate_command(program, validate);
  const CLI::App* const config_command = add_config_command(program, config);
  const CLI::App* const outbox_command = add_outbox_command(program, outbox);

  const std::span arguments{argv, static_cast<std::size_t>(argc)};
  constexpr std::string_view kCommands = "replay, decode, simulate, validate, config or outbox";
  if (argc < 2) return usage_error(program, "name a command: " + std::string{kCommands});
  if (is_wrong_command(program, arguments[1])) {
    return usage_error(program, "there is no command \"" + std::string{arguments[1]} +
                                    "\"; commands are " + std::string{kCommands});
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
  if (replay_command->parsed()) return run_replay(replay);
  if (decode_command->parsed()) return run_decode(decode);
  if (simulate_command->parsed()) return run_simulate(simulate);
  if (config_command->parsed()) return run_config(config);
  if (outbox_command->parsed()) return run_outbox(outbox);
  return run_validate(validate);
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
