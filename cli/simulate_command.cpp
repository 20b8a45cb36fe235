#include "cli/simulate_command.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <system_error>

#include "cli/exit_code.hpp"
#include "cli/message_to_user.hpp"
#include "cli/number_option.hpp"
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

bool write_truth(const SmallTown& town, const std::string& path) {
  std::ofstream file{path, std::ios::binary};
  write_truth_csv(file, town.truth);
  return static_cast<bool>(file.flush());
}

bool write_identifiers(const SmallTown& town, const std::string& path) {
  std::ofstream file{path, std::ios::binary};
  for (const std::string& each : town.identifiers) file << each << '\n';
  return static_cast<bool>(file.flush());
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
  return command;
}

int run_simulate(const SimulateOptions& options) {
  auto writer = CaptureWriter::open(options.capture);
  if (!writer) return fail_with(writer.error());
  const SmallTown town = make_small_town(options.town);
  if (!write_capture(town, *writer)) return fail_with(options.capture + ": cannot be written");
  if (!options.truth.empty() && !write_truth(town, options.truth)) {
    return fail_with(options.truth + ": cannot be written");
  }
  if (!options.identifiers.empty() && !write_identifiers(town, options.identifiers)) {
    return fail_with(options.identifiers + ": cannot be written");
  }
  return ExitCode::kDone;
}

}  // namespace celltally
