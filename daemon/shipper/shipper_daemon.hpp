#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "config/celltally_config.hpp"
#include "service/control_socket.hpp"
#include "service/event_loop.hpp"
#include "ship/shipper.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// celltally-shipd behind its arguments. run() is the whole life, on the calling thread: fewer
// rights, control socket, sinks and their threads, READY; reloads; and at the end the sinks stop.
class ShipperDaemon {
 public:
  // What was loaded before.
  struct Parts {
    CelltallyConfig config;
    std::string config_path;
    std::string credentials;  // where systemd put secrets; empty where it did not
    std::string version;
  };
  // Loads the configuration again; the error: every problem, a line each.
  using Reload = std::function<Result<CelltallyConfig, std::vector<std::string>>()>;

  ShipperDaemon(Parts parts, Reload reload);

  // Until SIGTERM or SIGINT. The exit code.
  int run();

 private:
  bool confine();
  bool open_control_socket();
  int start_shipper();
  void watch();
  void reload();
  void stop();
  std::vector<std::string> read_folders() const;
  std::vector<std::string> write_folders() const;

  CelltallyConfig config_;  // as it was at the start
  std::string config_path_;
  std::string credentials_;
  std::string version_;
  Reload reload_;
  ShipperSettings settings_;
  Timestamp started_;
  std::string confinement_;
  EventLoop loop_;
  std::unique_ptr<ControlSocket> control_;
  std::unique_ptr<Shipper> shipper_;
};

}  // namespace celltally
