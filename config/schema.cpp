#include "config/schema.hpp"

#include <string>

#include "vocabulary/event_kind.hpp"
#include "vocabulary/service_class.hpp"

namespace celltally {

namespace {

using namespace std::chrono_literals;
using std::chrono::hours;

constexpr std::uint64_t kMebi = std::uint64_t{1} << 20;
constexpr std::uint64_t kTebi = std::uint64_t{1} << 40;

void describe(SettingVisitor& in, CellColumns& columns) {
  for (const CellColumn& column : kCellColumns) {
    in.text({column.key, column.meaning, NeededBy::nobody, column.usual}, columns.*column.field,
            TextRules::kColumn);
  }
  in.text({"separator", "what stands between columns; a comma when not written", NeededBy::nobody,
           "\";\""},
          columns.separator, TextRules::kSeparator);
}

void describe(SettingVisitor& in, ProbeConfig& probe) {
  in.text({"name", "how this probe is called, in every segment and row; never change it",
           NeededBy::everybody, "site-a"},
          probe.name, TextRules::kName);
  in.text({"timezone", "whose days and hours are counted", NeededBy::nobody, "Europe/Paris"},
          probe.timezone, TextRules::kZone);
  in.text({"cells", "the cells that exist, as CSV: each has its rows, also when nobody is there",
           NeededBy::everybody, "/etc/celltally/cells.csv"},
          probe.cells, TextRules::kFile);
  in.text({"zones", "polygons that say in which zone a cell is, as GeoJSON; each has a name",
           NeededBy::nobody, "/etc/celltally/zones.geojson"},
          probe.zones, TextRules::kFile);
  in.section({"cells_columns",
              "how columns of cells are called; one that is not written, as in its example"},
             probe.cells_columns != CellColumns{},
             [&](SettingVisitor& below) { describe(below, probe.cells_columns); });
}

std::vector<ValueShape::Choice> event_kinds() {
  std::vector<ValueShape::Choice> choices;
  for (std::uint64_t kind = 1; kind < kEventKinds; ++kind) {
    choices.push_back({to_text(static_cast<EventKind>(kind)), kind});
  }
  return choices;
}

std::vector<ValueShape::Choice> event_services() {
  std::vector<ValueShape::Choice> choices;
  for (std::uint64_t service = 1; service < kServiceClasses; ++service) {
    choices.push_back({to_text(static_cast<ServiceClass>(service)), service});
  }
  return choices;
}

void describe(SettingVisitor& in, CountingConfig& counting) {
  in.number({"people_max", "most different people a day that there is room for"},
            counting.people_max, 1000, 100'000'000);
  in.number({"cells_max", "most different cells a day"}, counting.cells_max, 16, 10'000'000);
  in.number({"visits_max", "most different pairs of a person and a cell a day"},
            counting.visits_max, 1000, 4'000'000'000);
  in.number({"sessions_max",
             "most tunnel ends and other temporary identifiers remembered, by each worker"},
            counting.sessions_max, 1000, 400'000'000);
  in.number({"transactions_max", "most messages remembered to know a copy, by each worker"},
            counting.transactions_max, 1000, 400'000'000);
  in.number({"shards", "threads that count; one worker and one shard are one thread together"},
            counting.shards, 1, 64);
  in.number({"ring_events", "events between a worker and a shard that there is room for"},
            counting.ring_events, 1024, 16'777'216);
  in.duration({"grace", "how long after a window's end packets are waited for"}, counting.grace, 0s,
              30min);
  in.flag({"drop_test_networks", "leave out people of the test networks, MCC 001 and 999"},
          counting.drop_test_networks);
  in.choice({"grain", "the time that a number of presence is of"}, counting.grain_minutes,
            {{"15min", 15}, {"30min", 30}, {"1h", 60}, {"3h", 180}});
  in.choice({"level", "of which places presence, visitors and dwell are told"}, counting.level,
            {{"cell", 0}, {"site", 1}, {"zone", 2}});
  in.texts({"home_networks",
            "the operator's own: people of others are guests; none: people of another country than "
            "the cell's",
            NeededBy::nobody, "[208-93, 208-94]"},
           counting.home_networks, TextRules::kNetwork, 0);
  in.flag({"leave_out_temporary",
           "count nobody who is known by a temporary identity alone: where another link names the "
           "same people"},
          counting.leave_out_temporary);
  in.text({"machines", "which devices are things and not people, by rules; beside NB-IoT and LTE-M",
           NeededBy::nobody, "/etc/celltally/machines.txt"},
          counting.machines, TextRules::kFile);
  in.text({"segments", "ages and genders of subscribers, as celltally prepare-list writes them",
           NeededBy::nobody, "/etc/celltally/segments.list"},
          counting.segments, TextRules::kFile);
  in.text({"opted_out", "subscribers who have opted out and are not counted, likewise",
           NeededBy::nobody, "/etc/celltally/opted-out.list"},
          counting.opted_out, TextRules::kFile);
  in.text({"operator_key", "the key with which both lists were made", NeededBy::nobody,
           "credential:operator-key"},
          counting.operator_key, TextRules::kSecret);
  in.rule(
      {"operator_key", "segments", "opted_out"},
      !counting.operator_key.empty() || (counting.segments.empty() && counting.opted_out.empty()),
      "is needed to read segments and opted_out; write operator_key: and the path of the file "
      "with the key");
  in.choices(
      {"event_kinds", "which kinds of event have rows", NeededBy::nobody, "[attach, detach]"},
      counting.event_kinds, event_kinds());
  in.choices({"event_services", "which services have rows of their events; [] for none",
              NeededBy::nobody, "[voice, data, ims]"},
             counting.event_services, event_services(), 0);
  in.rule({"visits_max", "people_max"}, counting.visits_max >= counting.people_max,
          "is less than people_max, and everybody is somewhere; write " +
              std::to_string(counting.people_max) + " or more");
}

void describe(SettingVisitor& in, OutboxConfig& outbox) {
  in.text({"folder", "where the probe puts segments and the shipper finds them"}, outbox.folder,
          TextRules::kPath);
  in.size({"max_bytes",
           "most that waits there; beyond it the oldest segment is dropped, counted "
           "and told of"},
          outbox.max_bytes, kMebi, 16 * kTebi);
  in.duration({"max_age", "longest that a segment waits; then it is dropped likewise"},
              outbox.max_age, 1h, hours{24 * 366});
  in.text({"acknowledged", "where the shipper says what every sink has, and the probe reads it"},
          outbox.acknowledged, TextRules::kPath);
  in.duration({"keep_acknowledged", "how long a segment stays when every sink has it"},
              outbox.keep_acknowledged, 0s, hours{24 * 366});
  in.rule({"keep_acknowledged", "max_age"}, outbox.keep_acknowledged <= outbox.max_age,
          "is longer than max_age; write less, or raise max_age");
  in.rule({"acknowledged", "folder"}, !outbox.acknowledged.starts_with(outbox.folder + "/"),
          "is in outbox.folder, where the shipper does not write; write a file in ship.state");
}

void describe(SettingVisitor& in, ControlConfig& control) {
  in.text({"socket", "where the probe answers celltally status"}, control.socket,
          TextRules::kSocket);
  in.text({"group", "whose members may ask, beside root"}, control.group, TextRules::kGroup);
}

void describe(SettingVisitor& in, LogConfig& log) {
  in.choice({"level", "the least important lines that are written"}, log.level,
            {{"debug", 0}, {"info", 1}, {"warning", 2}, {"error", 3}});
  in.choice({"format", "how a line looks"}, log.format, {{"text", 0}, {"json", 1}});
}

void describe(SettingVisitor& in, HealthConfig& health) {
  in.duration({"no_packets_for", "longest without a packet"}, health.no_packets_for, 1s,
              hours{24 * 7});
  in.number({"loss_ppm_max", "most packets lost before they were read, in a million"},
            health.loss_ppm_max, 0, 1'000'000);
  in.number({"damaged_ppm_max", "most signalling messages that cannot be read, in a million"},
            health.damaged_ppm_max, 0, 1'000'000);
  in.number({"outbox_fill_percent_max", "most of outbox.max_bytes that is used, per cent"},
            health.outbox_fill_percent_max, 1, 100);
  in.duration({"undelivered_for", "longest that a segment waits for a sink"},
              health.undelivered_for, 1min, hours{24 * 366});
  in.flag({"synchronised_clock", "whether the machine's clock must be synchronised"},
          health.synchronised_clock);
}

// Whatever one daemon writes for the other is named once on each side.
void describe_agreement(SettingVisitor& in, const CelltallyConfig& config) {
  if (config.ship.sinks.empty()) return;
  const std::string expected = config.ship.state + "/acknowledged";
  in.rule({"outbox.acknowledged", "ship.state"}, config.outbox.acknowledged == expected,
          "is not in ship.state, where the shipper writes it; write "
          "outbox.acknowledged: " +
              expected);
}

void describe_threads(SettingVisitor& in, const CelltallyConfig& config) {
  const std::size_t workers = config.capture.workers, shards = config.counting.shards;
  const std::size_t threads = workers == 1 && shards == 1 ? 1 : workers + shards;
  const std::size_t cores = config.capture.cores.size();
  in.rule({"capture.cores", "capture.workers", "counting.shards"}, cores == 0 || cores == threads,
          "lists " + std::to_string(cores) + " for the " + std::to_string(threads) +
              " threads of workers and shards; list one for each, or leave cores out");
}

// Calls the description of a section's struct.
template <typename T>
SettingVisitor::Describe with(T& section) {
  return [&section](SettingVisitor& in) { describe(in, section); };
}

}  // namespace

void describe(SettingVisitor& in, CelltallyConfig& config) {
  in.number({"version", "of this file's format", NeededBy::everybody}, config.version, 1, 1);
  in.section({"probe", "who counts, and whose days", NeededBy::probe}, !config.probe.name.empty(),
             with(config.probe));
  in.section({"capture", "where packets come from", NeededBy::probe, {}, Purpose::probe},
             !config.capture.ports.empty(), with(config.capture));
  in.section({"counting",
              "how large the tables are, and what is counted",
              NeededBy::nobody,
              {},
              Purpose::probe},
             true, with(config.counting));
  in.section({"protection",
              "what makes a count fit to be published",
              NeededBy::nobody,
              {},
              Purpose::probe},
             true, with(config.protection));
  in.section({"outbox", "the folder between the two daemons"}, true, with(config.outbox));
  in.section({"control", "the probe's control socket", NeededBy::nobody, {}, Purpose::probe}, true,
             with(config.control));
  in.section({"log", "what both daemons write to the journal"}, true, with(config.log));
  in.section({"health", "beyond which readiness and metrics say that something is wrong"}, true,
             with(config.health));
  in.section(
      {"ship", "where released counts are delivered", NeededBy::shipper, {}, Purpose::shipper},
      !config.ship.sinks.empty(), with(config.ship));
  describe_agreement(in, config);
  describe_threads(in, config);
}

}  // namespace celltally
