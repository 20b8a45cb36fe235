#include "daemon/probe.hpp"

#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <utility>

#include "daemon/config_mapping.hpp"
#include "outbox/acknowledgement_file.hpp"
#include "service/confinement.hpp"
#include "service/log.hpp"
#include "service/service_notify.hpp"

namespace celltally {
namespace {

constexpr std::int64_t kKeyGraceS =
    1800;  // privacy reference 2.2: a key dies half an hour late at most

Timestamp wall_now() {
  return {LiveClock::of_system().wall_ns};
}

std::uint64_t resident_bytes() {
  std::ifstream file{"/proc/self/statm"};
  std::uint64_t size = 0, resident = 0;
  file >> size >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

// Nothing where the service may not ask.
std::optional<bool> clock_synchronised() {
  timex time{};
  const int state = adjtimex(&time);
  if (state < 0) return std::nullopt;
  return state != TIME_ERROR && (time.status & STA_UNSYNC) == 0;
}

CaptureSettings capture_of(const CelltallyConfig& config, Probe::Parts& parts) {
  CaptureSettings settings =
      capture_settings(config, std::move(parts.files.machines), std::move(parts.files.lists));
  settings.basis =
      counting_basis(parts.files.inventory, counting_plan(config.counting, config.protection), 0);
  return settings;
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path{path}.parent_path().string();
}

}  // namespace

Probe::Probe(Parts parts, Reload reload)
    : config_(std::move(parts.config)),
      config_path_(std::move(parts.config_path)),
      version_(std::move(parts.version)),
      calendar_(parts.calendar),
      open_ports_(std::move(parts.open_ports)),
      reload_(std::move(reload)),
      outbox_(std::move(parts.outbox)),
      publisher_({.probe = config_.probe.name,
                  .rules = release_rules(config_.protection),
                  .packet_clock = config_.capture.clock == CaptureClock::packets},
                 window_gate(config_, random_), outbox_, history_, std::move(parts.spending)),
      capture_(capture_of(config_, parts), parts.calendar, std::move(parts.keys),
               [this] { loop_.wake(); }),
      started_(wall_now()) {
  publisher_.use_list(edition_,
                      place_list(std::move(parts.files.inventory), config_.counting.level));
  while (!publisher_.draw_ahead()) {
  }
}

int Probe::run() {
  if (!open_control_socket() || !open_ports() || !confine()) return 1;
  watch();
  for (const std::string& note : capture_.start(ports_)) Log::warning(note);
  ServiceNotify::ready();
  Log::info("celltallyd " + version_ + " captures as " + config_.probe.name + "; " + confinement_);
  each_second();
  loop_.run();
  finish();
  if (const std::string failure = capture_.failure(); !failure.empty()) {
    Log::error("the capture ended: " + failure);
    return 1;
  }
  return start_anew_ ? 1 : 0;
}

bool Probe::open_control_socket() {
  const ControlConfig& control = config_.control;
  auto opened =
      ControlSocket::open(loop_, control.socket, control.group, [this](std::string_view request) {
        if (request != "status") return std::string{"{\"error\":\"ask for: status\"}\n"};
        return to_json(status(), config_.health.no_packets_for.count());
      });
  if (!opened) return Log::error(opened.error()), false;
  control_ = std::move(*opened);
  return true;
}

bool Probe::open_ports() {
  auto opened = open_ports_();
  if (!opened) return Log::error(opened.error()), false;
  ports_ = std::move(*opened);
  return true;
}

bool Probe::confine() {
  const bool reopens_interfaces =
      std::any_of(config_.capture.ports.begin(), config_.capture.ports.end(),
                  [](const PortConfig& port) { return !port.interface.empty(); });
  // Folders, not files: a file that was replaced is another one.
  std::vector<std::string> read{folder_of(config_path_),
                                folder_of(config_.probe.cells),
                                folder_of(config_.outbox.acknowledged),
                                "/usr/share/zoneinfo",
                                "/proc/self",
                                "/sys"};
  const CountingConfig& counting = config_.counting;
  for (const std::string& file :
       {config_.probe.zones, counting.machines, counting.segments, counting.opted_out,
        subscriber_list_files(counting).operator_key}) {
    if (!file.empty()) read.push_back(folder_of(file));
  }
  const Confinement::Rights rights{
      .read = std::move(read),
      .write = {config_.outbox.folder, folder_of(config_.control.socket)},
      .packet_sockets = reopens_interfaces};
  auto words = Confinement::enter(rights);
  if (!words) return Log::error(words.error()), false;
  confinement_ = std::move(*words);
  return true;
}

void Probe::watch() {
  for (const int signal : {SIGTERM, SIGINT}) {
    loop_.on_signal(signal, [this] { loop_.stop(); });
  }
  loop_.on_signal(SIGHUP, [this] { reload(); });
  loop_.every(1000, [this] { each_second(); });
  loop_.on_wake([this] {
    publish_closed();
    if (capture_.finished()) loop_.stop();
  });
}

void Probe::each_second() {
  const ProbeStatus now = status();
  remember(now);
  // Not between two windows, where how long it takes could be told from when they come.
  if (!publish_closed()) publisher_.draw_ahead();
  if (capture_.finished()) loop_.stop();
  feed_watchdog();
  tell_changes(now);
  end_for_new_start(now);
  if (seconds_ % 5 == 0) {
    write_status(now);
    tell_service_manager(now);
  }
  if (++seconds_ % 60 == 0) each_minute();
}

void Probe::remember(const ProbeStatus& status) {
  const CaptureTotals& capture = status.capture;
  std::uint64_t lost = 0;
  bool receiving = true;
  for (const PortStatus& port : capture.ports) {
    lost += port.lost();
    receiving = receiving && port.up;
  }
  history_.add(status.at,
               {capture.packets, lost, capture.located(), capture.counted.counted_unknown,
                capture.counted.counted_temporary, receiving});
}

void Probe::each_minute() {
  const auto acknowledged = read_acknowledgement(config_.outbox.acknowledged);
  if (!acknowledged) Log::warning(acknowledged.error());
  outbox_.acknowledge(acknowledged ? std::optional{*acknowledged} : std::nullopt);
  outbox_.tick(outbox_now());
}

bool Probe::publish_closed() {
  auto windows = capture_.take_windows();
  for (EpochWindow& closed : windows) {
    packet_time_ = std::max(packet_time_, closed.window.window.to);
    publisher_.publish(std::move(closed), outbox_now());
  }
  return !windows.empty();
}

// Windows of the packets' own time are not old because the capture is.
Timestamp Probe::outbox_now() const {
  return config_.capture.clock == CaptureClock::packets ? packet_time_ : wall_now();
}

void Probe::reload() {
  ServiceNotify::reloading();
  auto reloaded = reload_();
  if (reloaded) {
    reload_problem_.clear();
    take_files(std::move(reloaded->files), reloaded->config.counting);
    take_settings(reloaded->config);
  } else {
    refuse_reload(reloaded.error());
  }
  ServiceNotify::ready();
}

void Probe::refuse_reload(const std::vector<std::string>& problems) {
  const auto first_line = [](const std::string& text) { return text.substr(0, text.find('\n')); };
  for (const std::string& problem : problems) Log::error(first_line(problem));
  Log::error("nothing was reloaded: what was in force stays in force");
  reload_problem_ = first_line(problems.front());
  if (problems.size() > 1) {
    reload_problem_ += " (and " + std::to_string(problems.size() - 1) + " more)";
  }
}

// Noise is as wide as the grain asks for, and stays so until the next start.
bool Probe::grain_is_fixed() const noexcept {
  return config_.protection.mode == ProtectionConfig::Mode::noise;
}

void Probe::take_files(OperatorFiles files, const CountingConfig& fresh) {
  Log::info("reloaded " + std::to_string(files.inventory.cells.size()) +
            " cells, in force from the next day (04:00): " + files.inventory.summary());
  CountingPlan plan = counting_plan(fresh, config_.protection);
  if (grain_is_fixed()) plan.grain_minutes = config_.counting.grain_minutes;
  if (plan != counting_plan(config_.counting, config_.protection)) {
    Log::info(
        "reloaded counting.grain, level, home_networks and leave_out_temporary, in force from the "
        "next day (04:00)");
  }
  capture_.replace_basis(counting_basis(files.inventory, std::move(plan), ++edition_));
  publisher_.use_list(edition_, place_list(std::move(files.inventory), fresh.level));
  if (!fresh.machines.empty() || !config_.counting.machines.empty()) {
    const std::size_t rules = files.machines.size();
    capture_.replace_machines(std::make_shared<const MachineRules>(std::move(files.machines)));
    Log::info("reloaded " + std::to_string(rules) +
              " rules of machines, in force from the next day (04:00)");
  }
  if (files.lists == nullptr && !subscriber_list_files(config_.counting).any()) return;
  const std::string lists =
      files.lists == nullptr ? "no lists of subscribers" : summary_of(*files.lists);
  const bool at_once = capture_.replace_lists(std::move(files.lists));
  Log::info("reloaded " + lists + ", in force from the next day (04:00)" +
            (at_once ? "; who has opted out since is left out from now on" : ""));
}

void Probe::take_settings(const CelltallyConfig& fresh) {
  CelltallyConfig taken = config_;
  taken.probe.cells = fresh.probe.cells;
  taken.probe.cells_columns = fresh.probe.cells_columns;
  taken.probe.zones = fresh.probe.zones;
  if (!grain_is_fixed()) taken.counting.grain_minutes = fresh.counting.grain_minutes;
  taken.counting.level = fresh.counting.level;
  taken.counting.home_networks = fresh.counting.home_networks;
  taken.counting.leave_out_temporary = fresh.counting.leave_out_temporary;
  taken.counting.machines = fresh.counting.machines;
  taken.counting.segments = fresh.counting.segments;
  taken.counting.opted_out = fresh.counting.opted_out;
  taken.counting.operator_key = fresh.counting.operator_key;
  taken.log = fresh.log;
  taken.ship = fresh.ship;  // the shipper's
  if (fresh != taken) {
    Log::warning(
        config_path_ +
        ": only probe.cells, cells_columns and zones, counting.level, home_networks, "
        "leave_out_temporary, machines, segments, opted_out and operator_key, log, and without "
        "noise counting.grain are reloaded; restart for the rest");
  }
  config_ = std::move(taken);
  configure_log(config_.log);
}

// Only while every worker and shard moves: one that stands still gets the whole probe restarted.
void Probe::feed_watchdog() {
  if (capture_.moved()) ServiceNotify::alive();
}

void Probe::tell_service_manager(const ProbeStatus& status) {
  const auto problems = status.problems(config_.health.no_packets_for.count());
  if (!problems.empty()) return ServiceNotify::status(problems.front());
  ServiceNotify::status(std::to_string(status.capture.packets) + " packets, " +
                        std::to_string(status.outbox.waiting) + " segments wait");
}

// To open a port of DPDK's again takes an internet socket, which this process has forbidden itself
// for good. So it ends in order, and the service manager starts it anew.
void Probe::end_for_new_start(const ProbeStatus& status) {
  for (const PortStatus& port : status.capture.ports) {
    if (!port.start_anew || start_anew_) continue;
    Log::error("port " + port.name + ": " + port.problem +
               "; this ends with 1, to be started anew and receive from it");
    start_anew_ = true;
    loop_.stop();
  }
}

void Probe::finish() {
  ServiceNotify::stopping();
  Log::info("stopping: closing the open windows");
  capture_.stop();
  remember(status());  // what came since the last second
  publish_closed();
  each_minute();
  write_status(status());
  control_.reset();
  const OutboxCounters outbox = outbox_.counters();
  if (outbox.in_memory > 0) {
    Log::error(std::to_string(outbox.in_memory) +
               " windows could not be written and are lost: " + outbox_.trouble());
  }
  if (publisher_.counters().windows_refused > 0) {
    Log::error(std::to_string(publisher_.counters().windows_refused) +
               " windows were not released: " + publisher_.trouble());
  }
  Log::info("stopped after " + std::to_string(capture_.totals().packets) + " packets and " +
            std::to_string(publisher_.counters().windows) + " windows");
}

ProbeStatus Probe::status() {
  ProbeStatus status;
  status.probe = config_.probe.name;
  status.version = version_;
  status.at = wall_now();
  status.started = started_;
  status.packet_clock = config_.capture.clock == CaptureClock::packets;
  status.people_step = people_step(config_.protection);
  status.cell_step = config_.protection.people_min;
  status.capture = capture_.totals();
  enough_people_ = enough_people_ || status.capture.people >= status.people_step;
  status.enough_people = enough_people_;
  status.published = publisher_.counters();
  status.outbox = outbox_.counters();
  status.outbox_bytes_max = config_.outbox.max_bytes;
  status.outbox_trouble = outbox_.trouble();
  status.release_trouble = publisher_.trouble();
  status.reload_problem = reload_problem_;
  if (config_.health.synchronised_clock) status.clock_synchronised = clock_synchronised();
  status.key_due = {calendar_.day(status.capture.epoch).to.ns + kKeyGraceS * 1'000'000'000};
  if (status.packet_clock) status.key_due = {};
  status.resident_bytes = resident_bytes();
  status.confinement = confinement_;
  return status;
}

// Whole or not at all, for the shipper reads it at any moment; it need not outlive a power cut.
void Probe::write_status(const ProbeStatus& status) {
  const std::string path = config_.outbox.folder + "/probe.json";
  const std::string unfinished = path + ".new";
  std::ofstream file{unfinished, std::ios::binary | std::ios::trunc};
  file << to_json(status, config_.health.no_packets_for.count());
  file.close();
  std::error_code error;
  if (file.good()) std::filesystem::rename(unfinished, path, error);
}

// Each problem when it begins and when it is over; a reload speaks for itself.
void Probe::tell_changes(ProbeStatus status) {
  status.reload_problem.clear();
  auto problems = status.problems(config_.health.no_packets_for.count());
  // "no packet for 301 s" is the same problem a second later.
  const auto same = [](const std::string& a, const std::string& b) {
    const auto words = [](const std::string& line) { return line.substr(0, line.find(" for ")); };
    return words(a) == words(b);
  };
  const auto among = [&](const std::vector<std::string>& lines, const std::string& line) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const auto& other) { return same(other, line); });
  };
  for (const std::string& problem : problems) {
    if (!among(told_problems_, problem)) Log::warning(problem);
  }
  for (const std::string& problem : told_problems_) {
    if (!among(problems, problem)) Log::info("over: " + problem);
  }
  told_problems_ = std::move(problems);
}

}  // namespace celltally
