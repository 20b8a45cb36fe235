#pragma once

#include <memory>
#include <string>
#include <vector>

#include "capture/live_interface.hpp"
#include "daemon/capture_port.hpp"

namespace celltally {

// A kernel interface through libpcap, as the probe sees it.
class InterfacePort final : public CapturePort {
 public:
  InterfacePort(std::string name, std::unique_ptr<LiveInterface> interface);

  std::vector<PacketSource*> queues() override { return {interface_.get()}; }
  bool finished() const noexcept override { return false; }
  std::int64_t held_back_ns() const noexcept override { return interface_->held_back_ns(); }
  PortStatus status() override;

 private:
  std::string name_;
  std::unique_ptr<LiveInterface> interface_;
};

}  // namespace celltally
