#include "cli/simulate_command.hpp"

#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <functional>
#include <ostream>
#include <system_error>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/message_to_user.hpp"
#include "cli/number_option.hpp"
#include "cli/overwriting.hpp"
#include "cli/whole_file.hpp"
#include "simulate/capture_writer.hpp"
#include "simulate/truth_csv.hpp"

namespace celltally {

namespace {

constexpr std::uint64_t kPeopleMost = 50'000;
constexpr std::uint64_t kSeedMost = 1'000'000'000;

int fail_with(const std::string& reason) {
  tell(reason);
  return ExitCode::kFailed;
}

// "6-22"; the text of the complaint, empty when all is well.
std::string read_hours(const std::string& text, SmallTown::Options& town) {
  constexpr int kDayBegins = 4;
  constexpr int kDayEnds = 28;
  const char* const end = text.data() + text.size();
  const auto [dash, bad_from] = std::from_chars(text.data(), end, town.from_hour);
  const bool two = bad_from == std::errc{} && dash != end && *dash == '-';
  const auto [rest, bad_to] = std::from_chars(two ? dash + 1 : end, end, town.to_hour);
  const bool whole = two && bad_to == std::errc{} && rest == end;
  if (whole && town.from_hour >= kDayBegins && town.from_hour < town.to_hour &&
      town.to_hour <= kDayEnds) {
    return {};
  }
  return "\"" + text +
         "\" will not do; write FROM-TO, two hours between 4 and 28 (the night after), such as "
         "6-22";
}

bool write_capture(const SmallTown& town, CaptureWriter& writer) {
  for (const TimedPacket& packet : town.packets) writer.write(packet.at, packet.frame);
  return writer.close();
}

// With `path` empty there is nothing to write.
bool write_text(const std::string& path, const std::function<void(std::ostream&)>& write) {
  if (path.empty()) return true;
  auto file = WholeFile::begin(path);
  if (!file) return false;
  std::ofstream stream{file->name(), std::ios::binary};
  write(stream);
  stream.close();
  return stream.good() && file->finish();
}

// Whether nobody reads what is written into a pipe.
bool reader_left(int descriptor) {
  pollfd output{.fd = descriptor, .events = POLLOUT, .revents = 0};
  return poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

// The exit code.
int simulate_to_output(const SmallTown& town) {
  const int output = dup(STDOUT_FILENO);  // libpcap closes the other one
  auto writer = CaptureWriter::open("-");
  if (!writer) return fail_with(writer.error());
  if (write_capture(town, *writer)) return ExitCode::kDone;
  if (reader_left(output)) return ExitCode::kPipeClosed;
  return fail_with("the capture cannot be written");
}

int simulate_to_file(const SmallTown& town, const std::string& path) {
  auto file = WholeFile::begin(path);
  if (!file) return fail_with(file.error());
  auto writer = CaptureWriter::open(file->name());
  if (!writer) return fail_with(writer.error());
  const bool written = write_capture(town, *writer) && file->finish();
  return written ? ExitCode::kDone : fail_with(path + ": cannot be written");
}

// What no option can say of itself.
void check_together(const SimulateOptions& options) {
  if (options.capture == "-" && isatty(STDOUT_FILENO) == 1) {
    throw CLI::ValidationError{
        "OUT", "a capture would upset a terminal; name a file, or redirect standard output"};
  }
  const auto check = [](const char* option, const std::string& target,
                        const std::vector<std::string>& written) {
    if (target.empty()) return;
    const std::string problem = overwriting_problem(target, {}, written);
    if (!problem.empty()) throw CLI::ValidationError{option, problem};
  };
  check("--truth", options.truth, {options.capture});
  check("--identifiers", options.identifiers, {options.capture, options.truth});
}

}  // namespace

CLI::App* add_simulate_command(CLI::App& program, SimulateOptions& options) {
  CLI::App* const command = program.add_subcommand(
      "simulate", "A made-up day in a small town: a capture of its signalling, and the truth");
  command->add_option("OUT", options.capture, "the capture file to write; - is standard output")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--truth", options.truth,
                   "also write what is to be counted: stat,place,from,to,kind,value,people")
      ->type_name("CSV");
  command
      ->add_option("--identifiers", options.identifiers,
                   "also write every made-up IMSI, MSISDN and IMEI, one a line")
      ->type_name("FILE");
  add_number_option(
      *command, "--people", 1, kPeopleMost,
      [&options](std::uint64_t number) {
        options.town.people = static_cast<std::uint32_t>(number);
      },
      "how many people live or come there")
      ->default_str("600");
  add_number_option(
      *command, "--seed", 0, kSeedMost,
      [&options](std::uint64_t number) { options.town.seed = number; },
      "another number gives another day")
      ->default_str("1");
  command
      ->add_option_function<std::string>(
          "--hours",
          [&options](const std::string& text) {
            const std::string complaint = read_hours(text, options.town);
            if (!complaint.empty()) throw CLI::ValidationError{"--hours", complaint};
          },
          "the hours of the day (UTC) that are captured")
      ->type_name("FROM-TO")
      ->default_str("6-22");
  command->callback([&options] { check_together(options); });
  return command;
}

int run_simulate(const SimulateOptions& options) {
  const SmallTown town = make_small_town(options.town);
  const int code =
      options.capture == "-" ? simulate_to_output(town) : simulate_to_file(town, options.capture);
  if (code != ExitCode::kDone) return code;
  if (!write_text(options.truth, [&](std::ostream& out) { write_truth_csv(out, town.truth); })) {
    return fail_with(options.truth + ": cannot be written");
  }
  const auto write_identifiers = [&](std::ostream& out) {
    for (const std::string& each : town.identifiers) out << each << '\n';
  };
  if (!write_text(options.identifiers, write_identifiers)) {
    return fail_with(options.identifiers + ": cannot be written");
  }
  return ExitCode::kDone;
}

}  // namespace celltally
