#include "cli/simulate_command.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

#include "cli/number_option.hpp"
#include "cli/overwriting.hpp"
#include "simulate/tapped_interface.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr std::uint64_t kSeedMost = 1'000'000'000;
constexpr std::uint64_t kGapMost = 240;  // minutes
constexpr std::uint64_t kPerMilleMost = 500;

// "6-22"; the text of the complaint, empty when all is well.
std::string read_hours(const std::string& text, WorldOptions& world) {
  constexpr int kDayBegins = 4;
  constexpr int kDayEnds = 28;
  const char* const end = text.data() + text.size();
  const auto [dash, bad_from] = std::from_chars(text.data(), end, world.from_hour);
  const bool two = bad_from == std::errc{} && dash != end && *dash == '-';
  const auto [rest, bad_to] = std::from_chars(two ? dash + 1 : end, end, world.to_hour);
  const bool whole = two && bad_to == std::errc{} && rest == end;
  if (whole && world.from_hour >= kDayBegins && world.from_hour < world.to_hour &&
      world.to_hour <= kDayEnds) {
    return {};
  }
  return "\"" + text +
         "\" will not do; write FROM-TO, two hours between 4 and 28 (the night after), such as "
         "6-22";
}

std::string read_interfaces(const std::string& text, WorldOptions& world) {
  world.tapped = {};
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    const auto tapped = tapped_interface_from_text(text.substr(from, comma - from));
    if (!tapped) {
      return "\"" + text.substr(from, comma - from) +
             "\" will not do; write some of s1ap,s11,ngap,pfcp,gtpv1,gx,sgs,radius";
    }
    world.tapped.add(*tapped);
    from = comma + 1;
  }
  return {};
}

std::string read_mirror(const std::string& text, WorldOptions& world) {
  constexpr std::array kMirrors{Mirror::gre, Mirror::erspan, Mirror::vxlan};
  constexpr std::array kNames{"gre", "erspan", "vxlan"};
  for (std::size_t i = 0; i < kMirrors.size(); ++i) {
    if (text != kNames[i]) continue;
    world.mirror = kMirrors[i];
    return {};
  }
  return "\"" + text + "\" will not do; write gre, erspan or vxlan";
}

std::string read_start(const std::string& text, WorldOptions& world) {
  const auto midnight = utc_from_text(text + "T00:00:00Z");
  if (!midnight || midnight->ns < 0) {
    return "\"" + text + "\" will not do; write a day such as 2026-01-15";
  }
  world.midnight = *midnight;
  return {};
}

// What no option can say of itself.
void check_together(const SimulateOptions& options) {
  if (options.capture == "-" && isatty(STDOUT_FILENO) == 1) {
    throw CLI::ValidationError{
        "OUT", "a capture would upset a terminal; name a file, or redirect standard output"};
  }
  std::vector<std::string> written{options.capture};
  const std::vector<std::string> read{options.cells};
  const std::array<std::pair<const char*, const std::string*>, 8> files{
      {{"--cells-out", &options.cells_out},
       {"--truth", &options.truth},
       {"--whereabouts", &options.whereabouts},
       {"--sightings", &options.sightings},
       {"--identifiers", &options.identifiers},
       {"--segments-out", &options.segments_out},
       {"--opted-out-out", &options.opted_out_out},
       {"--machines-out", &options.machines_out}}};
  for (const auto& [option, file] : files) {
    if (file->empty()) continue;
    const std::string problem = overwriting_problem(*file, read, written);
    if (!problem.empty()) throw CLI::ValidationError{option, problem};
    written.push_back(*file);
  }
}

class SimulateOptionAdder {
 public:
  SimulateOptionAdder(CLI::App& command, SimulateOptions& options)
      : command_(command), options_(options) {}

  CLI::Option* file(const char* name, std::string& target, const char* type, const char* help) {
    return command_.add_option(name, target, help)->type_name(type);
  }
  CLI::Option* number(const char* name, std::uint64_t least, std::uint64_t most,
                      std::uint32_t& target, const char* help) {
    return add_number_option(
               command_, name, least, most,
               [&target](std::uint64_t number) { target = static_cast<std::uint32_t>(number); },
               help)
        ->default_str(std::to_string(target));
  }
  // Read by a function that gives a complaint, or nothing.
  CLI::Option* text(const char* name, const char* type, const char* help,
                    std::string (*read)(const std::string&, WorldOptions&)) {
    return command_
        .add_option_function<std::string>(
            name,
            [this_options = &options_, name, read](const std::string& text) {
              const std::string complaint = read(text, this_options->world);
              if (!complaint.empty()) throw CLI::ValidationError{name, complaint};
            },
            help)
        ->type_name(type);
  }

 private:
  CLI::App& command_;
  SimulateOptions& options_;
};

void add_size_options(SimulateOptionAdder& add, CLI::App& command, SimulateOptions& options) {
  WorldOptions& world = options.world;
  add.number("--people", 1, WorldOptions::kPeopleMost, world.people,
             "how many devices people carry there, machines not among them");
  CLI::Option* const made_up = add.number("--cells-number", 1, WorldOptions::kCellsMost,
                                          world.cells, "how many LTE cells are made up");
  add.file("--cells", options.cells, "CSV",
           "the cells to live in: columns of OpenCelliD (radio,mcc,net,area,cell,lon,lat), site, "
           "zone")
      ->excludes(made_up);
  add.number("--days", 1, WorldOptions::kDaysMost, world.days, "how many days from 04:00 to 04:00");
  add.text("--hours", "FROM-TO", "the first day's first hour and the last day's last (UTC)",
           read_hours)
      ->default_str("4-28");
  add.text("--start", "DATE", "the first day", read_start)->default_str("2026-01-15");
  add_number_option(
      command, "--seed", 0, kSeedMost,
      [&options](std::uint64_t number) { options.world.seed = number; },
      "another number gives another world")
      ->default_str("1");
  add.number("--event-gap", 1, kGapMost, world.event_gap_minutes,
             "mean minutes between two acts of a busy phone in a place");
}

void add_packet_options(SimulateOptionAdder& add, CLI::App& command, SimulateOptions& options) {
  WorldOptions& world = options.world;
  add.text("--interfaces", "LIST",
           "what is tapped: s1ap,s11,ngap,pfcp,gtpv1,gx,sgs,radius; a file "
           "for each when there are several",
           read_interfaces)
      ->default_str("s11");
  add.number("--gtpu", 0, 99, world.user_plane_percent, "per cent of packets that are user plane");
  add.number("--fragments", 0, kPerMilleMost, world.fragmented_per_mille,
             "of a thousand IPv4 packets cut into fragments");
  add.number("--loss", 0, kPerMilleMost, world.lost_per_mille, "of a thousand packets lost");
  add.number("--duplicates", 0, kPerMilleMost, world.doubled_per_mille,
             "of a thousand packets seen twice");
  add.number("--reorder", 0, kPerMilleMost, world.reordered_per_mille,
             "of a thousand packets late by up to 20 ms");
  add.text("--mirror", "KIND", "packets inside of gre, erspan or vxlan", read_mirror);
  command.add_flag("--bundle", world.bundle,
                   "several messages of an SCTP association in one packet");
}

void add_file_options(SimulateOptionAdder& add, SimulateOptions& options) {
  add.file("--cells-out", options.cells_out, "CSV", "also write the cells");
  add.file("--truth", options.truth, "CSV",
           "also write the exact value of every statistic, of where devices were");
  add.file("--whereabouts", options.whereabouts, "CSV",
           "also write where each device was: device,kind,place,from,to");
  add.file("--sightings", options.sightings, "CSV",
           "also write what a perfect probe would tell: device,who,mark,at,place,kind,presence");
  add.file("--identifiers", options.identifiers, "FILE",
           "also write every made-up IMSI, MSISDN and IMEISV, one a line");
  add.file("--segments-out", options.segments_out, "CSV",
           "also write who is in which age band and gender: imsi,segment");
  add.file("--opted-out-out", options.opted_out_out, "FILE",
           "also write the IMSIs of those who opted out, one a line");
  add.file("--machines-out", options.machines_out, "FILE",
           "also write the rules that tell machines, for replay --machines");
}

}  // namespace

CLI::App* add_simulate_command(CLI::App& program, SimulateOptions& options) {
  CLI::App* const command = program.add_subcommand(
      "simulate", "Days of a made-up world: captures of its signalling, and the truth");
  command->add_option("OUT", options.capture, "the capture file to write; - is standard output")
      ->type_name("FILE")
      ->required();
  SimulateOptionAdder add{*command, options};
  add_size_options(add, *command, options);
  add_packet_options(add, *command, options);
  add_file_options(add, options);
  command->callback([&options] { check_together(options); });
  return command;
}

}  // namespace celltally
