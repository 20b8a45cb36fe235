// How a port is set up; the rest of DpdkPort is in dpdk_port.cpp.

#include <rte_ethdev.h>
#include <rte_mbuf.h>
#include <rte_mbuf_dyn.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "capture/dpdk/dpdk_port.hpp"
#include "capture/dpdk/eal_problem.hpp"
#include "capture/dpdk/port_device.hpp"

namespace celltally {

namespace {

// The least that drivers expect of a buffer, RTE_MBUF_DEFAULT_DATAROOM.
constexpr std::uint32_t kRoomLeast = 2048;
constexpr std::uint32_t kFrameOverhead = RTE_ETHER_HDR_LEN + RTE_ETHER_CRC_LEN;
constexpr std::uint32_t kCacheMost = 256;
// Beside the ring's: a burst that is read, one that is held, and what caches keep.
constexpr std::uint32_t kBuffersBeside = 2 * DpdkQueue::kBurstMax + 2 * kCacheMost;

// The same flow in both directions goes to the same queue, because each 16 bits of the key are the
// same (Woo and Park, Scalable TCP Session Monitoring with Symmetric Receive-side Scaling, 2012).
constexpr std::array<std::uint8_t, 64> kSymmetricKey = [] {
  std::array<std::uint8_t, 64> key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = i % 2 == 0 ? 0x6d : 0x5a;
  return key;
}();

rte_eth_dev_info info_of(std::uint16_t port) {
  rte_eth_dev_info info{};
  rte_eth_dev_info_get(port, &info);
  return info;
}

// The card's limit on frames, for one that wants as much as it takes of `frame_bytes`.
std::uint32_t mtu_for(const rte_eth_dev_info& info, std::uint32_t frame_bytes) {
  const bool known =
      info.max_mtu != 0 && info.max_mtu != UINT16_MAX && info.max_rx_pktlen > info.max_mtu;
  const std::uint32_t overhead = known ? info.max_rx_pktlen - info.max_mtu : kFrameOverhead;
  const std::uint32_t most = info.max_rx_pktlen > overhead ? info.max_rx_pktlen - overhead : 0;
  const std::uint32_t wanted = frame_bytes > overhead ? frame_bytes - overhead : 0;
  return std::clamp<std::uint32_t>(std::min(wanted, most), info.min_mtu, info.max_mtu);
}

rte_eth_conf configuration(const rte_eth_dev_info& info, const DpdkPortSettings& settings,
                           bool is_card, bool interrupts) {
  rte_eth_conf conf{};  // no offload: the frames stay as they were on the wire
  if (is_card) conf.rxmode.mtu = mtu_for(info, settings.frame_bytes_max);
  constexpr std::uint64_t kWanted = RTE_ETH_RSS_IP | RTE_ETH_RSS_UDP | RTE_ETH_RSS_SCTP;
  if (settings.queues > 1 && (info.flow_type_rss_offloads & kWanted) != 0) {
    conf.rxmode.mq_mode = RTE_ETH_MQ_RX_RSS;
    conf.rx_adv_conf.rss_conf.rss_hf = info.flow_type_rss_offloads & kWanted;
    if (info.hash_key_size > 0 && info.hash_key_size <= kSymmetricKey.size()) {
      // DPDK does not write to it.
      conf.rx_adv_conf.rss_conf.rss_key =
          const_cast<std::uint8_t*>(kSymmetricKey.data());  // NOLINT
      conf.rx_adv_conf.rss_conf.rss_key_len = info.hash_key_size;
    }
  }
  conf.intr_conf.rxq = interrupts ? 1 : 0;
  return conf;
}

// DPDK's functions give 0 or a negative error number.
std::string refusal(const char* step, int error) {
  return std::string{step} + " failed: " + std::strerror(error < 0 ? -error : error);
}

}  // namespace

Result<std::unique_ptr<DpdkPort>, std::string> DpdkPort::open(DpdkRuntime& runtime,
                                                              const DpdkPortSettings& settings) {
  auto device = PortDevice::take(runtime, settings.device);
  if (!device) return fail(device.error());
  std::unique_ptr<DpdkPort> port{new DpdkPort{std::move(*device)}};
  std::string problem = port->check(settings);
  if (problem.empty()) problem = port->make_pools(settings);
  if (problem.empty()) problem = port->set_up(runtime, settings);
  if (!problem.empty()) return fail("port " + port->name() + ": " + problem);
  port->make_queues(settings);
  port->note_what_differs(settings);
  return port;
}

std::string DpdkPort::check(const DpdkPortSettings& settings) {
  const auto info = info_of(device_->id());
  if (settings.queues == 0 || settings.queues > info.max_rx_queues) {
    const std::string most = std::to_string(info.max_rx_queues);
    return "queues is " + std::to_string(settings.queues) +
           (info.max_rx_queues == 1 ? "; set it to 1" : "; set it to 1 to " + most) +
           ", what the driver has";
  }
  if (settings.frame_bytes_max < 64 || settings.frame_bytes_max > kFrameBytesMost) {
    return "frame_bytes_max is " + std::to_string(settings.frame_bytes_max) + "; set it to 64 to " +
           std::to_string(kFrameBytesMost);
  }
  descriptors_ = settings.descriptors;
  std::uint16_t none = 0;
  rte_eth_dev_adjust_nb_rx_tx_desc(device_->id(), &descriptors_, &none);
  return {};
}

std::string DpdkPort::make_pools(const DpdkPortSettings& settings) {
  const std::uint32_t room = std::max(settings.frame_bytes_max, kRoomLeast) + RTE_PKTMBUF_HEADROOM;
  const std::uint32_t count = settings.buffers == 0
                                  ? descriptors_ + kBuffersBeside + traits_.own_buffers
                                  : settings.buffers;
  const std::uint32_t cache = count >= 4 * kCacheMost ? kCacheMost : 0;
  for (std::uint16_t queue = 0; queue < settings.queues; ++queue) {
    const std::string pool =
        "celltally_" + std::to_string(device_->id()) + "_" + std::to_string(queue);
    pools_.emplace_back(rte_pktmbuf_pool_create(pool.c_str(), count, cache, 0,
                                                static_cast<std::uint16_t>(room), socket_));
    if (pools_.back()) continue;
    return "no memory for " + std::to_string(count) + " buffers of " + std::to_string(room) +
           " octets for queue " + std::to_string(queue) +
           "; raise memory_mb or reserve more huge pages, or lower descriptors or buffers";
  }
  return {};
}

// Some drivers refuse interrupts, and some a port that has fewer queues to send than to receive;
// others have none to send. The last attempt asks for the least that is special, so its failure
// tells most.
std::string DpdkPort::set_up(DpdkRuntime& runtime, const DpdkPortSettings& settings) {
  std::string problem;
  for (const bool interrupts : {true, false}) {
    for (const std::uint16_t send_queues : {std::uint16_t{0}, settings.queues}) {
      if (send_queues > info_of(device_->id()).max_tx_queues) continue;
      runtime.clear_log();
      problem = try_to_start(settings, interrupts, send_queues);
      if (problem.empty()) return {};
    }
  }
  const std::string reason = telling_line(runtime.log(), name());
  if (reason.find("will not fit in mbuf") != std::string::npos) {
    return reason + "; raise frame_bytes_max to that";
  }
  return (reason.empty() ? problem : reason) + "; correct the port's settings, see docs/capture.md";
}

std::string DpdkPort::try_to_start(const DpdkPortSettings& settings, bool interrupts,
                                   std::uint16_t send_queues) {
  const std::uint16_t port = device_->id();
  const auto info = info_of(port);
  const auto conf = configuration(info, settings, device_->is_pci(), interrupts);
  int error = rte_eth_dev_configure(port, settings.queues, send_queues, &conf);
  if (error != 0) return refusal("configuring it", error);
  rte_eth_rxconf receive = info.default_rxconf;
  receive.offloads = 0;
  for (std::uint16_t queue = 0; queue < settings.queues; ++queue) {
    error = rte_eth_rx_queue_setup(port, queue, descriptors_, static_cast<unsigned>(socket_),
                                   &receive, pools_[queue].get());
    if (error != 0) return refusal("setting up a receive queue", error);
  }
  for (std::uint16_t queue = 0; queue < send_queues; ++queue) {
    error = rte_eth_tx_queue_setup(port, queue, info.tx_desc_lim.nb_min,
                                   static_cast<unsigned>(socket_), nullptr);
    if (error != 0) return refusal("setting up a send queue", error);
  }
  error = rte_eth_dev_start(port);
  if (error != 0) return refusal("starting it", error);
  started_ = true;
  return {};
}

void DpdkPort::make_queues(const DpdkPortSettings& settings) {
  DpdkQueue::Plan plan{.port = device_->id(),
                       .frame_bytes_max = settings.frame_bytes_max,
                       .cut_from = traits_.cut_from,
                       .time_unit_ns = traits_.time_unit_ns};
  if (plan.time_unit_ns > 0) {
    const int offset = rte_mbuf_dynfield_lookup(RTE_MBUF_DYNFIELD_TIMESTAMP_NAME, nullptr);
    const int bit = rte_mbuf_dynflag_lookup(RTE_MBUF_DYNFLAG_RX_TIMESTAMP_NAME, nullptr);
    if (offset >= 0 && bit >= 0) {
      plan.time_offset = static_cast<std::size_t>(offset);
      plan.time_flag = std::uint64_t{1} << bit;
    }
  }
  for (std::uint16_t queue = 0; queue < settings.queues; ++queue) {
    plan.queue = queue;
    plan.source = static_cast<std::uint16_t>(settings.first_source + queue);
    queues_.push_back(std::make_unique<DpdkQueue>(plan));
  }
}

void DpdkPort::note_what_differs(const DpdkPortSettings& settings) {
  const std::uint16_t port = device_->id();
  const auto info = info_of(port);
  if (descriptors_ != settings.descriptors) {
    notes_.push_back("descriptors are " + std::to_string(descriptors_) + ", not " +
                     std::to_string(settings.descriptors) + ": the driver's limit");
  }
  if (settings.promiscuous && rte_eth_promiscuous_enable(port) != 0) {
    notes_.emplace_back("the driver has no promiscuous mode: frames for others may not be seen");
  }
  if (settings.queues > 1 && info.flow_type_rss_offloads == 0) {
    notes_.emplace_back("the driver does not spread packets over queues by itself");
  }
  std::uint16_t mtu = 0;
  if (device_->is_pci() && rte_eth_dev_get_mtu(port, &mtu) == 0 &&
      mtu + kFrameOverhead < settings.frame_bytes_max) {
    notes_.push_back("the card refuses frames longer than " + std::to_string(mtu + kFrameOverhead) +
                     " octets and counts them as errors");
  }
  const std::uint32_t interface_frame = interface_.mtu() + RTE_ETHER_HDR_LEN;
  if (traits_.kernel_ring && interface_frame >= traits_.cut_from) {
    notes_.push_back("frames of " + std::to_string(traits_.cut_from) +
                     " octets and more lose their end: give the device framesz and blocksz of " +
                     "at least " + std::to_string(interface_frame + 128));
  }
}

}  // namespace celltally
