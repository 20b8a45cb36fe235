#pragma once

#include <memory>
#include <string>
#include <vector>

#include "capture/dpdk/dpdk_port.hpp"
#include "capture/dpdk/dpdk_runtime.hpp"
#include "daemon/capture_port.hpp"

namespace celltally {

// A DPDK port as the probe sees it.
class DpdkCapturePort final : public CapturePort {
 public:
  DpdkCapturePort(std::string name, std::unique_ptr<DpdkPort> port);

  std::vector<PacketSource*> queues() override;
  bool finished() const noexcept override { return port_->exhausted(); }
  void enter_thread() noexcept override { DpdkRuntime::register_thread(); }
  void leave_thread() noexcept override { DpdkRuntime::unregister_thread(); }
  std::unique_ptr<QueueAlarm> alarm(PacketSource& queue) override;
  PortStatus status() override;

 private:
  std::string name_;
  std::unique_ptr<DpdkPort> port_;
};

}  // namespace celltally
