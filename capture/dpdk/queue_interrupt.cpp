#include "capture/dpdk/queue_interrupt.hpp"

#include <rte_epoll.h>
#include <rte_ethdev.h>

#include <algorithm>

namespace celltally {

QueueInterrupt::QueueInterrupt(const DpdkQueue& queue) noexcept
    : port_(queue.port()), queue_(queue.queue()) {
  armed_ = rte_eth_dev_rx_intr_ctl_q(port_, queue_, RTE_EPOLL_PER_THREAD, RTE_INTR_EVENT_ADD,
                                     nullptr) == 0;
}

QueueInterrupt::~QueueInterrupt() {
  if (!armed_) return;
  rte_eth_dev_rx_intr_ctl_q(port_, queue_, RTE_EPOLL_PER_THREAD, RTE_INTR_EVENT_DEL, nullptr);
}

bool QueueInterrupt::wait(std::uint32_t most_ms) const noexcept {
  // A packet between the last poll and this call may go unnoticed by some cards, but the next one
  // does not, and the time is bounded. Drivers that need no enabling (net_tap) refuse it.
  rte_eth_dev_rx_intr_enable(port_, queue_);
  rte_epoll_event event{};
  const int most = static_cast<int>(std::min(most_ms, 60'000U));
  const int events = rte_epoll_wait(RTE_EPOLL_PER_THREAD, &event, 1, most);
  rte_eth_dev_rx_intr_disable(port_, queue_);
  return events > 0;
}

}  // namespace celltally
