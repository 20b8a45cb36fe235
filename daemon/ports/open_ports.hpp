#pragma once

#include <memory>
#include <string>
#include <vector>

#include "config/capture_config.hpp"
#include "daemon/capture_port.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

class DpdkRuntime;

// The ports of a configuration, receiving. What DPDK's ports stand on outlives them.
class OpenPorts {
 public:
  // In the order of the configuration. The error is one line that names the port.
  static Result<OpenPorts, std::string> open(const CaptureConfig& capture);

  OpenPorts(OpenPorts&&) noexcept;
  OpenPorts& operator=(OpenPorts&&) noexcept;
  ~OpenPorts();

  // To be given back before this ends.
  std::vector<std::unique_ptr<CapturePort>> take() { return std::move(ports_); }
  // What is good to know: where a driver could not follow the settings.
  const std::vector<std::string>& notes() const noexcept { return notes_; }

 private:
  explicit OpenPorts(std::unique_ptr<DpdkRuntime> runtime);
  void add_notes(const std::string& port, const std::vector<std::string>& notes);
  std::string add(const PortConfig& config, const DpdkConfig& dpdk);

  std::unique_ptr<DpdkRuntime> runtime_;  // none without DPDK ports
  std::vector<std::unique_ptr<CapturePort>> ports_;
  std::vector<std::string> notes_;
};

}  // namespace celltally
