#include "capture/dpdk/dpdk_port.hpp"

#include <rte_ethdev.h>
#include <rte_mempool.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "capture/dpdk/port_device.hpp"

namespace celltally {

void DpdkPort::PoolEnd::operator()(rte_mempool* pool) const noexcept {
  rte_mempool_free(pool);
}

DpdkPort::DpdkPort(std::unique_ptr<PortDevice> device) : device_(std::move(device)) {
  rte_eth_dev_info info{};
  rte_eth_dev_info_get(device_->id(), &info);
  if (info.driver_name != nullptr) driver_ = info.driver_name;
  traits_ = driver_traits(driver_, device_->arguments());
  interface_ = KernelInterface{info.if_index};
  interface_dropped_before_ = interface_.dropped();
  if (traits_.kernel_ring) kernel_drops_ = AfPacketDrops{info.if_index};
  socket_ = rte_eth_dev_socket_id(device_->id());
}

DpdkPort::~DpdkPort() {
  stop();
  queues_.clear();
  device_.reset();  // gives the buffers in its rings back, before their pools end
}

void DpdkPort::stop() noexcept {
  for (const auto& queue : queues_) queue->release();
  if (!std::exchange(started_, false)) return;
  kernel_dropped_ = kernel_drops_.count();  // the driver closes its sockets now
  rte_eth_dev_stop(device_->id());
}

const std::string& DpdkPort::name() const noexcept {
  return device_->name();
}

PortCounters DpdkPort::counters() {
  rte_eth_stats stats{};
  rte_eth_stats_get(device_->id(), &stats);
  if (started_) kernel_dropped_ = kernel_drops_.count();
  PortCounters counters{.driver_packets = stats.ipackets,
                        .missed = stats.imissed,
                        .errors = stats.ierrors,
                        .no_buffer = stats.rx_nombuf,
                        .kernel_dropped = kernel_dropped_,
                        .blind_spots = traits_.blind_spots};
  for (const auto& queue : queues_) {
    const QueueCounters counted = queue->counters();
    counters.packets += counted.packets;
    counters.octets += counted.octets;
    counters.too_long += counted.too_long;
    counters.maybe_cut += counted.maybe_cut;
  }
  const std::uint64_t dropped = interface_.dropped();
  counters.interface_dropped = dropped - std::min(dropped, interface_dropped_before_);
  return counters;
}

std::vector<DriverCounter> DpdkPort::driver_counters() const {
  const std::uint16_t port = device_->id();
  const int count = rte_eth_xstats_get(port, nullptr, 0);
  if (count <= 0) return {};
  const auto size = static_cast<unsigned>(count);
  std::vector<rte_eth_xstat> values(size);
  std::vector<rte_eth_xstat_name> names(size);
  if (rte_eth_xstats_get_names(port, names.data(), size) != count ||
      rte_eth_xstats_get(port, values.data(), size) != count) {
    return {};
  }
  std::vector<DriverCounter> counters;
  for (const rte_eth_xstat& value : values) {
    if (value.id < size) counters.push_back({names[value.id].name, value.value});
  }
  return counters;
}

PortLink DpdkPort::link() const {
  if (interface_.exists_in_kernel()) return interface_.link();
  const std::uint16_t port = device_->id();
  if (rte_eth_dev_is_removed(port) != 0) {
    return {.state = PortLink::State::gone,
            .speed_mbps = 0,
            .reason = "the card of port " + name() + " vanished; restart when it is back"};
  }
  rte_eth_link link{};
  rte_eth_link_get_nowait(port, &link);
  if (link.link_status == RTE_ETH_LINK_UP) {
    const bool known = link.link_speed != RTE_ETH_SPEED_NUM_UNKNOWN;
    return {.state = PortLink::State::up, .speed_mbps = known ? link.link_speed : 0, .reason = {}};
  }
  return {.state = PortLink::State::down,
          .speed_mbps = 0,
          .reason = "port " + name() + " has no link; check the cable and the other end"};
}

bool DpdkPort::offers_interrupts() const noexcept {
  return rte_eth_dev_rx_intr_ctl_q_get_fd(device_->id(), 0) >= 0;
}

bool DpdkPort::exhausted() noexcept {
  if (!traits_.file_ends) return false;
  std::uint64_t empty = std::numeric_limits<std::uint64_t>::max();
  for (const auto& queue : queues_) empty = std::min(empty, queue->counters().empty_polls);
  rte_eth_stats stats{};
  rte_eth_stats_get(device_->id(), &stats);
  // A poll that lost a packet for want of a buffer is empty too.
  const std::uint64_t losses = stats.rx_nombuf + stats.ierrors;
  if (losses != std::exchange(file_losses_, losses)) end_after_polls_ = empty + kEmptyPollsAtEnd;
  return empty >= end_after_polls_;
}

std::size_t DpdkPort::buffers_in_use() const noexcept {
  std::size_t sum = 0;
  for (const auto& pool : pools_) sum += rte_mempool_in_use_count(pool.get());
  return sum;
}

}  // namespace celltally
