#include "daemon/shipper/shipper_daemon.hpp"

#include <csignal>
#include <filesystem>
#include <utility>
#include <variant>

#include "daemon/shipper/shipper_status.hpp"
#include "daemon/shipper/sinks_of.hpp"
#include "service/confinement.hpp"
#include "service/daemon_program.hpp"
#include "service/log.hpp"
#include "service/service_notify.hpp"
#include "ship/outbox_source.hpp"

namespace celltally {
namespace {

std::string folder_of(const std::string& path) {
  return std::filesystem::path{path}.parent_path().string();
}

void configure_log(const LogConfig& log) {
  Log::configure(static_cast<Log::Level>(log.level),
                 log.format == LogConfig::Format::json ? Log::Format::json : Log::Format::text);
}

void log_line(LogLevel level, const std::string& text) {
  switch (level) {
    case LogLevel::info: return Log::info(text);
    case LogLevel::warning: return Log::warning(text);
    case LogLevel::error: return Log::error(text);
  }
}

}  // namespace

ShipperDaemon::ShipperDaemon(Parts parts, Reload reload)
    : config_(std::move(parts.config)),
      config_path_(std::move(parts.config_path)),
      credentials_(std::move(parts.credentials)),
      version_(std::move(parts.version)),
      reload_(std::move(reload)),
      settings_(shipper_settings(config_)),
      started_(Now::read().wall) {}

int ShipperDaemon::run() {
  configure_log(config_.log);
  // The socket first: its group is looked up in files that are out of reach afterwards.
  if (!open_control_socket() || !confine()) return DaemonExit::kFailed;
  if (const int code = start_shipper(); code != DaemonExit::kDone) return code;
  watch();
  ServiceNotify::ready();
  Log::info("celltally-shipd " + version_ + " delivers from " + config_.outbox.folder + " to " +
            std::to_string(config_.ship.sinks.size()) + " sinks; " + confinement_);
  loop_.run();
  Log::info("stopped");
  return DaemonExit::kDone;
}

// Before any thread begins.
bool ShipperDaemon::confine() {
  const Confinement::Rights rights{
      .read = read_folders(), .write = write_folders(), .internet = true};
  auto words = Confinement::enter(rights);
  if (!words) return Log::error(words.error()), false;
  confinement_ = std::move(*words);
  return true;
}

// Folders, not files: a file that was replaced is another one. What names are looked up and
// servers known by, and what the sinks' settings name.
std::vector<std::string> ShipperDaemon::read_folders() const {
  std::vector<std::string> folders{config_.outbox.folder,
                                   folder_of(config_path_),
                                   "/etc/ssl",
                                   "/etc/resolv.conf",
                                   "/etc/hosts",
                                   "/etc/nsswitch.conf",
                                   "/etc/host.conf",
                                   "/etc/gai.conf",
                                   "/run/systemd/resolve",
                                   "/usr",
                                   "/lib",
                                   "/lib64",
                                   "/proc/self",
                                   "/dev/urandom",
                                   "/dev/null"};
  for (const SinkConfig& sink : config_.ship.sinks) {
    for (const std::string& file : files_of(sink, credentials_)) {
      folders.push_back(folder_of(file));
    }
  }
  return folders;
}

std::vector<std::string> ShipperDaemon::write_folders() const {
  std::vector<std::string> folders{config_.ship.state, folder_of(config_.ship.control.socket)};
  for (const SinkConfig& sink : config_.ship.sinks) {
    if (const auto* file = std::get_if<SqliteSinkConfig>(&sink.target)) {
      folders.push_back(folder_of(file->path));
    }
  }
  return folders;
}

bool ShipperDaemon::open_control_socket() {
  const ControlConfig& control = config_.ship.control;
  auto opened =
      ControlSocket::open(loop_, control.socket, control.group, [this](std::string_view request) {
        if (request != "status") return std::string{"{\"error\":\"ask for: status\"}\n"};
        return shipper_status_json(shipper_->view(), settings_.health, version_, started_,
                                   Now::read().wall);
      });
  if (!opened) return Log::error(opened.error()), false;
  control_ = std::move(*opened);
  return true;
}

int ShipperDaemon::start_shipper() {
  auto sinks = sinks_of(config_.ship, credentials_);
  if (!sinks) return Log::error(sinks.error()), DaemonExit::kConfiguration;
  auto shipper =
      Shipper::start(loop_.native(), settings_, std::move(*sinks),
                     std::make_shared<const OutboxSource>(config_.outbox.folder), log_line);
  if (!shipper) return Log::error(shipper.error()), DaemonExit::kFailed;
  shipper_ = std::move(*shipper);
  return DaemonExit::kDone;
}

void ShipperDaemon::watch() {
  for (const int signal : {SIGTERM, SIGINT}) {
    loop_.on_signal(signal, [this] { stop(); });
  }
  loop_.on_signal(SIGHUP, [this] { reload(); });
  const std::uint64_t watchdog_ms = ServiceNotify::watchdog_us() / 2000;
  if (watchdog_ms > 0) loop_.every(watchdog_ms, [] { ServiceNotify::alive(); });
}

void ShipperDaemon::reload() {
  ServiceNotify::reloading();
  const auto fresh = reload_();
  if (!fresh) {
    for (const std::string& problem : fresh.error())
      Log::error(problem.substr(0, problem.find('\n')));
    Log::error("nothing was reloaded: what was in force stays in force");
    return ServiceNotify::ready();
  }
  configure_log(fresh->log);
  settings_.health = shipper_settings(*fresh).health;
  shipper_->renew(settings_.health);
  Log::info("reloaded: log and health limits, and what the sinks' secrets and certificates are");
  if (fresh->ship != config_.ship || fresh->outbox.folder != config_.outbox.folder) {
    Log::warning(config_path_ + ": ship and outbox.folder take effect at a restart only");
  }
  ServiceNotify::ready();
}

void ShipperDaemon::stop() {
  ServiceNotify::stopping();
  control_.reset();
  shipper_->stop();
  loop_.close();
}

}  // namespace celltally
