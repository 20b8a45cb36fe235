#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/celltally_config.hpp"
#include "daemon/capture_pipeline.hpp"
#include "daemon/capture_port.hpp"
#include "daemon/operator_files.hpp"
#include "daemon/probe_status.hpp"
#include "daemon/publisher.hpp"
#include "daemon/quality_history.hpp"
#include "noise/system_random.hpp"
#include "outbox/outbox.hpp"
#include "service/control_socket.hpp"
#include "service/event_loop.hpp"

namespace celltally {

// celltallyd behind its arguments: the control thread's side of everything. run() is the whole
// life, in this order: control socket, fewer rights, capture, READY; windows, status,
// reloads; and at the end the capture stops, what it had is published, and the outbox is
// left whole.
class Probe {
 public:
  using Ports = std::vector<std::unique_ptr<CapturePort>>;

  // What was opened and loaded before.
  struct Parts {
    CelltallyConfig config;
    std::string config_path;
    OperatorFiles files;
    Calendar calendar;
    std::vector<EpochKey> keys;  // the first epoch's, one for each worker
    Outbox outbox;
    std::optional<Spending> spending;  // exactly with noise
    std::string version;
    std::function<Result<Ports, std::string>()> open_ports;
  };
  // Loads the configuration and its files again; the error: every problem, a line each.
  struct Reloaded {
    CelltallyConfig config;
    OperatorFiles files;
  };
  using Reload = std::function<Result<Reloaded, std::vector<std::string>>()>;

  // Takes all memory. Throws std::bad_alloc.
  Probe(Parts parts, Reload reload);

  // Until SIGTERM or SIGINT, the end of all files, or a port that needs a new start. The exit code.
  int run();

 private:
  bool open_control_socket();
  bool open_ports();
  bool confine();
  void watch();
  void each_second();
  void remember(const ProbeStatus& status);
  void each_minute();
  bool publish_closed();
  void reload();
  bool grain_is_fixed() const noexcept;
  void take_files(OperatorFiles files, const CountingConfig& fresh);
  void take_settings(const CelltallyConfig& fresh);
  void refuse_reload(const std::vector<std::string>& problems);
  void feed_watchdog();
  void tell_service_manager(const ProbeStatus& status);
  void end_for_new_start(const ProbeStatus& status);
  void finish();
  Timestamp outbox_now() const;
  ProbeStatus status();
  void write_status(const ProbeStatus& status);
  void tell_changes(ProbeStatus status);

  CelltallyConfig config_;
  std::string config_path_;
  std::string version_;
  Calendar calendar_;
  std::function<Result<Ports, std::string>()> open_ports_;
  Ports ports_;
  Reload reload_;
  Outbox outbox_;
  QualityHistory history_;
  SystemRandom random_;
  Publisher publisher_;
  EventLoop loop_;
  std::unique_ptr<ControlSocket> control_;
  CapturePipeline capture_;

  std::uint32_t edition_ = 0;  // of the list of cells that was loaded last
  Timestamp started_;
  Timestamp packet_time_;  // the end of the latest window published
  std::uint64_t seconds_ = 0;
  bool enough_people_ = false;
  bool start_anew_ = false;
  std::string confinement_;
  std::string reload_problem_;  // of the last reload; "" when it was taken
  std::vector<std::string> told_problems_;
};

}  // namespace celltally
