#include "daemon/ports/dpdk_capture_port.hpp"

#include <utility>

#include "capture/dpdk/queue_interrupt.hpp"

namespace celltally {
namespace {

class InterruptAlarm final : public QueueAlarm {
 public:
  explicit InterruptAlarm(const DpdkQueue& queue) : interrupt_(queue) {}
  bool offered() const noexcept { return interrupt_.offered(); }
  void sleep(std::uint32_t most_ms) noexcept override { interrupt_.wait(most_ms); }

 private:
  QueueInterrupt interrupt_;
};

}  // namespace

DpdkCapturePort::DpdkCapturePort(std::string name, std::unique_ptr<DpdkPort> port)
    : name_(std::move(name)), port_(std::move(port)) {}

std::vector<PacketSource*> DpdkCapturePort::queues() {
  std::vector<PacketSource*> queues;
  for (std::size_t i = 0; i < port_->queues(); ++i) queues.push_back(&port_->queue(i));
  return queues;
}

std::unique_ptr<QueueAlarm> DpdkCapturePort::alarm(PacketSource& queue) {
  auto alarm = std::make_unique<InterruptAlarm>(static_cast<const DpdkQueue&>(queue));
  if (!alarm->offered()) return nullptr;
  return alarm;
}

PortStatus DpdkCapturePort::status() {
  const PortCounters counters = port_->counters();
  const PortLink link = port_->link();
  PortStatus status;
  status.name = name_;
  status.driver = port_->driver();
  status.up = link.state == PortLink::State::up;
  status.problem = link.reason;
  status.start_anew = link.state == PortLink::State::replaced;
  status.packets = counters.packets;
  status.octets = counters.octets;
  status.lost_queue_full = counters.missed + counters.kernel_dropped;
  status.lost_no_buffer = counters.no_buffer;
  status.lost_errors = counters.errors + counters.too_long;
  status.loss_known = counters.blind_spots.empty();
  return status;
}

}  // namespace celltally
