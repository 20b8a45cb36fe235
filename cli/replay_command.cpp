#include "cli/replay_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "aggregate/calendar.hpp"
#include "cli/counting_plan_option.hpp"
#include "cli/exit_code.hpp"
#include "cli/link_type_option.hpp"
#include "cli/local_time.hpp"
#include "cli/message_to_user.hpp"
#include "cli/number_option.hpp"
#include "cli/output.hpp"
#include "cli/overview.hpp"
#include "cli/overwriting.hpp"
#include "cli/printable.hpp"
#include "cli/protection_note.hpp"
#include "cli/protection_option.hpp"
#include "cli/replay_counting.hpp"
#include "cli/report_lines.hpp"
#include "cli/row_tables.hpp"
#include "cli/statistic_option.hpp"
#include "cli/whole_file.hpp"
#include "cli/wrapped.hpp"
#include "config/cell_inventory.hpp"
#include "config/machine_list.hpp"
#include "daemon/subscriber_lists_loading.hpp"

namespace celltally {

namespace {

constexpr std::uint64_t kPeopleMaxLeast = 1000;
constexpr std::uint64_t kPeopleMaxMost = 100'000'000;

void add_what_to_read(CLI::App& command, ReplayOptions& options) {
  command.add_option("FILE", options.files, "capture files, pcap or pcapng; - is standard input")
      ->type_name("")
      ->required();
  add_link_type_option(command, options.link_types);
}

void add_where_cells_are(CLI::App& command, ReplayOptions& options) {
  command
      .add_option_function<std::string>(
          "--cells-columns",
          [&options](const std::string& text) {
            auto columns = cell_columns_from_text(text);
            if (!columns) throw CLI::ValidationError{"--cells-columns", columns.error()};
            options.cells_columns = std::move(*columns);
          },
          "how the columns of --cells are called, such as cell=CELL_ID,zone=TOWN; see celltally "
          "config explain probe.cells_columns")
      ->type_name("KEY=COLUMN,...")
      ->needs("--cells");
  command
      .add_option("--zones", options.zones,
                  "GeoJSON of polygons, each with a name, that say in which zone a cell is")
      ->type_name("FILE")
      ->needs("--cells");
}

void add_lists(CLI::App& command, ReplayOptions& options) {
  const auto file = [&](const char* name, std::string& target, const char* help) {
    return command.add_option(name, target, help)->type_name("FILE");
  };
  constexpr const char* kKey = "--operator-key";
  file(kKey, options.operator_key, "the key with which the lists of subscribers were made");
  file("--segments", options.segments,
       "ages and genders of subscribers, from celltally prepare-list")
      ->needs(kKey);
  file("--opted-out", options.opted_out,
       "subscribers who are not to be counted, from celltally prepare-list")
      ->needs(kKey);
}

void add_how_to_count(CLI::App& command, ReplayOptions& options) {
  command
      .add_option("--cells", options.cells,
                  "the cells that exist, as CSV in OpenCelliD's columns or one place a line; each "
                  "gets its rows, whether or not somebody was there")
      ->type_name("CSV");
  add_where_cells_are(command, options);
  add_counting_plan_options(command, options.plan);
  command
      .add_option(
          "--machines", options.machines,
          "rules that say which devices are things and not people: imsi 90170, tac 35345678 "
          "or apn iot.example, one a line")
      ->type_name("FILE");
  add_lists(command, options);
  command
      .add_option_function<std::string>(
          "--timezone",
          [&options](const std::string& zone) {
            const auto calendar = Calendar::in_zone(zone);
            if (!calendar) {
              throw CLI::ValidationError{"--timezone", printable(calendar.error())};
            }
            options.timezone = zone;
          },
          "whose days and hours are counted, such as Europe/Paris")
      ->type_name("ZONE")
      ->default_str("UTC");
  add_protection_options(command, options);
  command.add_flag("--drop-test-networks", options.drop_test_networks,
                   "leave out people of the test networks, MCC 001 and 999");
  add_number_option(
      command, "--people-max", kPeopleMaxLeast, kPeopleMaxMost,
      [&options](std::uint64_t number) { options.people_max = number; },
      "most different people in a day that there is room for; the size of the files says it");
}

void add_how_to_print(CLI::App& command, ReplayOptions& options) {
  add_statistic_option(command, options.statistics);
  CLI::Option* const json = command.add_flag_callback(
      "--json", [&options] { options.format = ReportFormat::json; }, "a JSON object a line");
  command
      .add_flag_callback(
          "--csv", [&options] { options.format = ReportFormat::csv; }, "CSV with a header")
      ->excludes(json);
  command.add_option("--summary", options.summary, "also write the closing summary, as JSON")
      ->type_name("FILE");
  command.add_flag_callback(
      "--no-progress", [&options] { options.progress = false; },
      "do not show on a terminal how far the reading has come");
}

// Some rows are of the whole capture and always there.
bool tells_of_cells(const Report& report) {
  return std::any_of(report.rows().begin(), report.rows().end(),
                     [](const ReportRow& row) { return row.statistic == Statistic::visitors; });
}

void print_tables(const ReplayOptions& options, const Report& report, const LocalTime& time,
                  Output& out) {
  if (report.rows().empty()) return;
  const Terminal terminal = Terminal::of(STDOUT_FILENO);
  if (options.statistics.all()) {
    print_overview(report, time, options.protection(), terminal, out);
  } else {
    print_row_tables(report, options.statistics, time, options.protection(), terminal, out);
  }
}

void print(const ReplayOptions& options, const Report& report, const LocalTime& time, Output& out) {
  switch (options.format) {
    case ReportFormat::json:
      print_json(report, options.statistics, options.protection(), out);
      break;
    case ReportFormat::csv: print_csv(report, options.statistics, options.protection(), out); break;
    case ReportFormat::table: print_tables(options, report, time, out); break;
  }
  out.flush();
}

// Where few people's numbers are hidden, one person's may be behind this one.
std::string events_text(std::uint64_t events, const ReplaySummary& summary) {
  return summary.hides_people() ? "some events" : fmt::format("{} events", events);
}

void tell_all(const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) tell(problem);
}

// What went wrong or should be known, before the results.
void tell_problems(const ReplayOptions& options, const ReplayCounting& counting) {
  const ReplaySummary& summary = counting.summary;
  tell_all(summary.problems);
  tell_all(summary.notes);
  if (summary.counted.table_full > 0) {
    tell(
        fmt::format("{} were not counted, for a table was full, and the counts are too low; "
                    "raise --people-max, now {}",
                    events_text(summary.counted.table_full, summary), counting.people_max));
  }
  if (summary.counted.late > 0) {
    tell(
        fmt::format("{} came after their hour was closed and are not counted; sort the "
                    "capture by time: reordercap IN OUT",
                    events_text(summary.counted.late, summary)));
  }
  if (summary.packets == 0) {
    if (summary.problems.empty()) tell("there are no packets");
  } else if (!tells_of_cells(counting.report)) {
    tell("nothing to count: no event names a cell");
  } else if (options.format != ReportFormat::table) {
    const std::string note = protection_note(options.protection());
    (void)std::fputs(wrapped(note, Terminal::of(STDERR_FILENO).columns).c_str(), stderr);
  }
}

// Ways go from one zone to another, and who is away from the night's zone is of another one.
void tell_of_no_zones(const ReplayOptions& options) {
  std::string named;
  for (const Statistic statistic : {Statistic::flows, Statistic::origin}) {
    if (options.statistics.all() || !options.statistics.has(statistic)) continue;
    named += (named.empty() ? "" : " and ") + std::string{to_text(statistic)};
  }
  if (named.empty()) return;
  const std::string mend =
      options.cells.empty()
          ? "say where cells are with --cells FILE, and which zone each is in: in "
            "its column zone, or by the polygons of --zones FILE"
          : "name each cell's zone in a column zone of " + options.cells +
                ", or give polygons with --zones FILE";
  tell("--stat " + named + ": needs zones, and no cell is in one; " + mend);
}

bool write_summary(const std::string& path, const ReplaySummary& summary) {
  auto file = WholeFile::begin(path);
  if (!file) return false;
  std::ofstream stream{file->name(), std::ios::binary};
  stream << summary_json(summary);
  stream.close();
  return stream.good() && file->finish();
}

int print_all(const ReplayOptions& options, const ReplayCounting& counting, const LocalTime& time) {
  int code = counting.summary.complete() ? ExitCode::kDone : ExitCode::kFailed;
  tell_problems(options, counting);
  if (!options.summary.empty() && !write_summary(options.summary, counting.summary)) {
    tell(options.summary + ": the summary cannot be written");
    code = ExitCode::kFailed;
  }
  Output out{STDOUT_FILENO};
  print(options, counting.report, time, out);
  if (out.pipe_closed()) return ExitCode::kPipeClosed;
  if (out.failed()) {
    tell("the counts cannot be written: " + out.reason());
    return ExitCode::kFailed;
  }
  // Without a packet all of it would be zeroes.
  if (counting.summary.packets > 0) {
    (void)std::fputs(("\n" + summary_text(counting.summary)).c_str(), stderr);
  }
  return code;
}

// What no option can say of itself.
void check_together(const ReplayOptions& options) {
  check_protection(options);
  const std::array<std::pair<const char*, const std::string*>, 6> lists{
      {{"--cells", &options.cells},
       {"--zones", &options.zones},
       {"--machines", &options.machines},
       {"--segments", &options.segments},
       {"--opted-out", &options.opted_out},
       {"--operator-key", &options.operator_key}}};
  std::vector<std::string> read = options.files;
  for (const auto& [option, file] : lists) {
    if (*file == "-") {
      throw CLI::ValidationError{option, "standard input is for captures; name a file"};
    }
    read.push_back(*file);
  }
  if (options.summary.empty()) return;
  const std::string problem = overwriting_problem(options.summary, read, {"-"});
  if (!problem.empty()) throw CLI::ValidationError{"--summary", problem};
}

}  // namespace

CLI::App* add_replay_command(CLI::App& program, ReplayOptions& options) {
  CLI::App* const command =
      program.add_subcommand("replay", "Counts people per cell and hour in captures of signalling");
  add_what_to_read(*command, options);
  add_how_to_count(*command, options);
  add_how_to_print(*command, options);
  command->callback([&options] { check_together(options); });
  return command;
}

int run_replay(const ReplayOptions& options) {
  const auto time = LocalTime::in_zone(options.timezone);
  if (!time) return tell(time.error()), ExitCode::kUsage;

  CellInventory inventory;
  if (!options.cells.empty()) {
    auto loaded = load_cell_inventory(options.cells, options.cells_columns, options.zones);
    if (!loaded) return tell_all(loaded.error()), ExitCode::kConfiguration;
    inventory = std::move(*loaded);
    if (inventory.duplicates > 0) {
      tell(fmt::format("{}: {} rows name a cell again", options.cells, inventory.duplicates));
    }
    if (!inventory.names.zones().empty() || !options.zones.empty()) {
      tell(fmt::format("{}: {} cells, {}", options.cells, inventory.cells.size(),
                       inventory.summary()));
    }
  }

  MachineList machines;
  if (!options.machines.empty()) {
    auto loaded = load_machine_list(options.machines);
    if (!loaded) return tell_all(loaded.error()), ExitCode::kConfiguration;
    machines = std::move(*loaded);
  }

  auto lists = load_subscriber_lists({options.segments, options.opted_out, options.operator_key});
  if (!lists) return tell_all(lists.error()), ExitCode::kConfiguration;
  if (*lists != nullptr) tell(summary_of(**lists));

  // Tried before the work, which may be long.
  if (!options.summary.empty() && !WholeFile::begin(options.summary)) {
    return tell(options.summary + ": the summary cannot be written"), ExitCode::kFailed;
  }

  if (inventory.names.zones().empty()) tell_of_no_zones(options);
  auto counting = count_captures(options, inventory, machines.rules, std::move(*lists));
  if (!counting) return tell(counting.error()), ExitCode::kFailed;
  return print_all(options, *counting, *time);
}

}  // namespace celltally
