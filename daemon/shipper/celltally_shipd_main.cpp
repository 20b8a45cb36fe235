// celltally-shipd: the shipper. Reads released counts from the outbox and delivers them.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "config/load_config.hpp"
#include "daemon/shipper/shipper_status.hpp"
#include "daemon/shipper/sinks_of.hpp"
#include "service/confinement.hpp"
#include "service/control_socket.hpp"
#include "service/log.hpp"
#include "service/service_notify.hpp"
#include "ship/outbox_source.hpp"
#include "ship/shipper.hpp"
#include "vocabulary/version.hpp"

namespace celltally {
namespace {

constexpr int kFailed = 1, kUsage = 2, kConfiguration = 78;

std::string folder_of(const std::string& path) {
  return std::filesystem::absolute(path).parent_path().string();
}

int complain(const std::string& text, int code) {
  const bool broken = !text.empty() && text.back() == '\n';
  std::fprintf(stderr, "celltally-shipd: %s%s", text.c_str(), broken ? "" : "\n");
  return code;
}

std::string credentials() {
  const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
  return folder == nullptr ? "" : folder;
}

Result<CelltallyConfig, ConfigProblems> load(const std::string& path) {
  LoadOptions options;
  options.purpose = Purpose::shipper;
  options.credentials_directory = credentials();
  return load_config(path, options);
}

int complain(const ConfigProblems& problems) {
  for (const ConfigProblem& problem : problems) complain(to_text(problem), kConfiguration);
  return kConfiguration;
}

void log_line(LogLevel level, const std::string& text) {
  switch (level) {
    case LogLevel::info: return Log::info(text);
    case LogLevel::warning: return Log::warning(text);
    case LogLevel::error: return Log::error(text);
  }
}

// The whole life, on the loop's thread.
class Daemon {
 public:
  Daemon(const CelltallyConfig& config, std::string config_path)
      : config_(config), config_path_(std::move(config_path)) {}

  int run() {
    auto sinks = sinks_of(config_.ship, credentials());
    if (!sinks) return complain(sinks.error(), kConfiguration);
    if (!open_control_socket()) return kFailed;
    auto shipper =
        Shipper::start(loop_.native(), settings_, std::move(*sinks),
                       std::make_shared<const OutboxSource>(config_.outbox.folder), log_line);
    if (!shipper) return Log::error(shipper.error()), kFailed;
    shipper_ = std::move(*shipper);
    watch();
    ServiceNotify::ready();
    Log::info("celltally-shipd " + std::string{kVersion} + " delivers from " +
              config_.outbox.folder + " to " + std::to_string(config_.ship.sinks.size()) +
              " sinks; " + confinement_);
    loop_.run();
    Log::info("stopped");
    return 0;
  }

  // Before any thread begins.
  bool confine() {
    const Confinement::Rights rights{
        .read = read_folders(), .write = write_folders(), .internet = true};
    auto words = Confinement::enter(rights);
    if (!words) return Log::error(words.error()), false;
    confinement_ = std::move(*words);
    return true;
  }

 private:
  // Folders, not files: a file that was replaced is another one. What names are looked up and
  // servers known by, and what the sinks' settings name.
  std::vector<std::string> read_folders() const {
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
      for (const std::string& file : files_of(sink, credentials())) {
        folders.push_back(folder_of(file));
      }
    }
    return folders;
  }

  std::vector<std::string> write_folders() const {
    std::vector<std::string> folders{config_.ship.state, "/run/celltally-ship"};
    for (const SinkConfig& sink : config_.ship.sinks) {
      if (const auto* file = std::get_if<SqliteSinkConfig>(&sink.target)) {
        folders.push_back(folder_of(file->path));
      }
    }
    return folders;
  }

  // For lack of it there are still the metrics.
  bool open_control_socket() {
    const std::string path = "/run/celltally-ship/control.sock";
    if (!std::filesystem::is_directory("/run/celltally-ship")) return true;
    auto opened = ControlSocket::open(loop_, path, "", [this](std::string_view) {
      return shipper_status_json(shipper_->view(), settings_.health, std::string{kVersion},
                                 started_, Now::read().wall);
    });
    if (!opened) return Log::error(opened.error()), false;
    control_ = std::move(*opened);
    return true;
  }

  void watch() {
    for (const int signal : {SIGTERM, SIGINT}) {
      loop_.on_signal(signal, [this] { stop(); });
    }
    const std::uint64_t watchdog_ms = ServiceNotify::watchdog_us() / 2000;
    if (watchdog_ms > 0) loop_.every(watchdog_ms, [] { ServiceNotify::alive(); });
  }

  void stop() {
    ServiceNotify::stopping();
    control_.reset();
    shipper_->stop();
    loop_.close();
  }

  const CelltallyConfig& config_;
  std::string config_path_;
  ShipperSettings settings_ = shipper_settings(config_);
  Timestamp started_ = Now::read().wall;
  std::string confinement_;
  EventLoop loop_;
  std::unique_ptr<ControlSocket> control_;
  std::unique_ptr<Shipper> shipper_;
};

int run(const std::string& path) {
  const auto config = load(path);
  if (!config) return complain(config.error());
  Log::configure(
      static_cast<Log::Level>(config->log.level),
      config->log.format == LogConfig::Format::json ? Log::Format::json : Log::Format::text);
  Daemon daemon{*config, path};
  return daemon.confine() ? daemon.run() : kFailed;
}

int check(const std::string& path) {
  const auto config = load(path);
  if (!config) return complain(config.error());
  std::printf("%s: good\n", path.c_str());
  return 0;
}

int main(int argc, char** argv) {
  CLI::App program{"celltally-shipd delivers released counts from the outbox to its sinks."};
  std::string path = "/etc/celltally/celltally.yaml";
  bool check_only = false;
  program.add_option("--config", path, "the configuration")
      ->type_name("FILE")
      ->capture_default_str();
  program.add_flag("--check-config", check_only, "say whether the configuration is good, and end");
  program.set_version_flag("--version", "celltally-shipd " + std::string{kVersion});
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : kUsage;
  }
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  try {
    return check_only ? check(path) : run(path);
  } catch (const std::exception& problem) {
    return complain(problem.what(), kFailed);
  }
}

}  // namespace
}  // namespace celltally

int main(int argc, char** argv) {
  return celltally::main(argc, argv);
}
