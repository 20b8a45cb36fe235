#include "daemon/ports/interface_port.hpp"

#include <utility>

namespace celltally {

InterfacePort::InterfacePort(std::string name, std::unique_ptr<LiveInterface> interface)
    : name_(std::move(name)), interface_(std::move(interface)) {}

PortStatus InterfacePort::status() {
  const LiveCounters counters = interface_->counters();
  PortStatus status;
  status.name = name_;
  status.driver = "libpcap";
  status.problem = interface_->trouble();
  status.up = status.problem.empty();
  status.packets = counters.packets;
  status.octets = counters.octets;
  status.lost_queue_full = counters.kernel_dropped;
  return status;
}

}  // namespace celltally
