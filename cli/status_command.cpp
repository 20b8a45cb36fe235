#include "cli/status_command.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <optional>
#include <thread>

#include "cli/control_client.hpp"
#include "cli/daemon_status.hpp"
#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "cli/message_to_user.hpp"
#include "cli/output.hpp"
#include "cli/status_screen.hpp"
#include "cli/terminal.hpp"

namespace celltally {

namespace {

void add_sockets(CLI::App& command, StatusOptions& options) {
  command
      .add_option("--socket", options.probe_socket,
                  "the probe's, control.socket in its configuration")
      ->type_name("PATH")
      ->capture_default_str();
  command.add_option("--ship-socket", options.shipper_socket, "the shipper's, ship.control.socket")
      ->type_name("PATH")
      ->capture_default_str();
}

std::optional<DaemonStatus> ask(const std::string& socket, std::string& problem) {
  const auto answer = ask_daemon(socket, "status");
  if (!answer) return problem = answer.error(), std::nullopt;
  auto status = DaemonStatus::read(*answer);
  if (!status) return problem = socket + ": " + status.error(), std::nullopt;
  return std::move(*status);
}

StatusLook look(const StatusOptions& options) {
  StatusLook look;
  look.probe = ask(options.probe_socket, look.probe_problem);
  look.shipper = ask(options.shipper_socket, look.shipper_problem);
  const auto running = std::chrono::steady_clock::now().time_since_epoch();
  look.at_s = std::chrono::duration<double>(running).count();
  return look;
}

// One daemon that is not there is no failure, for each may have a machine of its own; two are.
int code_of(const StatusLook& look) {
  if (!look.probe && !look.shipper) return ExitCode::kFailed;
  for (const auto* status : {&look.probe, &look.shipper}) {
    if (*status && (*status)->lines.contains("problems")) return ExitCode::kFailed;
  }
  return ExitCode::kDone;
}

int ended(const Output& out, int code) {
  if (out.pipe_closed()) return ExitCode::kPipeClosed;
  if (!out.failed()) return code;
  tell("the status cannot be written: " + out.reason());
  return ExitCode::kFailed;
}

// Both answers as they came, in one object; a daemon that did not answer is null.
int print_json(const StatusOptions& options) {
  const auto probe = ask_daemon(options.probe_socket, "status");
  const auto shipper = ask_daemon(options.shipper_socket, "status");
  Output out{STDOUT_FILENO};
  out.write("{\"probe\":" + (probe ? *probe : "null") +
            ",\"shipper\":" + (shipper ? *shipper : "null") + "}\n");
  out.flush();
  if (!probe) tell(probe.error());
  if (!shipper) tell(shipper.error());
  return ended(out, probe || shipper ? ExitCode::kDone : ExitCode::kFailed);
}

}  // namespace

CLI::App* add_status_command(CLI::App& program, StatusOptions& options) {
  CLI::App* const command =
      program.add_subcommand("status", "How the daemons of this machine are, now");
  add_sockets(*command, options);
  command->add_flag("--json", options.json, "as JSON");
  return command;
}

CLI::App* add_top_command(CLI::App& program, StatusOptions& options) {
  CLI::App* const command =
      program.add_subcommand("top", "How the daemons of this machine are, again each second");
  add_sockets(*command, options);
  return command;
}

int run_status(const StatusOptions& options) {
  if (options.json) return print_json(options);
  const StatusLook now = look(options);
  Output out{STDOUT_FILENO};
  out.write(status_screen(now, nullptr, Terminal::of(STDOUT_FILENO)));
  out.flush();
  return ended(out, code_of(now));
}

int run_top(const StatusOptions& options) {
  const Interruption interruption{""};
  Output out{STDOUT_FILENO};
  std::optional<StatusLook> before;
  for (;;) {
    const Terminal terminal = Terminal::of(STDOUT_FILENO);
    StatusLook now = look(options);
    // Home, the screen, and away with what an earlier one left below it.
    if (terminal.interactive) out.write(before ? "\x1b[H" : "\x1b[H\x1b[2J");
    std::string screen = status_screen(now, before ? &*before : nullptr, terminal);
    if (terminal.interactive) {
      for (std::size_t at = 0; (at = screen.find('\n', at)) != std::string::npos; at += 4) {
        screen.insert(at, "\x1b[K");
      }
      screen += "\x1b[J";
    }
    out.write(screen);
    out.flush();
    if (out.failed()) return ended(out, ExitCode::kDone);
    before = std::move(now);
    std::this_thread::sleep_for(std::chrono::seconds{1});
  }
}

}  // namespace celltally
