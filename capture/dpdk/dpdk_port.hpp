#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "capture/dpdk/af_packet_drops.hpp"
#include "capture/dpdk/dpdk_port_settings.hpp"
#include "capture/dpdk/dpdk_queue.hpp"
#include "capture/dpdk/dpdk_runtime.hpp"
#include "capture/dpdk/driver_traits.hpp"
#include "capture/dpdk/kernel_interface.hpp"
#include "capture/dpdk/port_counters.hpp"
#include "capture/dpdk/port_link.hpp"
#include "vocabulary/result.hpp"

struct rte_mempool;  // DPDK's pool of buffers

namespace celltally {

class PortDevice;

// A port of DPDK's that receives: a card, or a vdev on top of something else. Owns its queues and
// their buffers. The frames are those of the wire: no offload changes them. Opened, asked and
// destroyed by the control thread, while one worker thread polls each queue; destroyed after these
// have stopped. It is never stopped for a link that goes down.
class DpdkPort {
 public:
  static constexpr std::uint32_t kFrameBytesMost = 65'000;

  // Opens and starts the port. The error is one line with its mend.
  static Result<std::unique_ptr<DpdkPort>, std::string> open(DpdkRuntime& runtime,
                                                             const DpdkPortSettings& settings);

  DpdkPort(const DpdkPort&) = delete;
  DpdkPort& operator=(const DpdkPort&) = delete;
  ~DpdkPort();

  std::size_t queues() const noexcept { return queues_.size(); }
  DpdkQueue& queue(std::size_t index) noexcept { return *queues_[index]; }

  const std::string& name() const noexcept;
  const std::string& driver() const noexcept { return driver_; }
  int socket() const noexcept { return socket_; }  // NUMA node; -1: any
  std::uint16_t descriptors() const noexcept { return descriptors_; }

  // Whether QueueInterrupt works here; if not, a worker rests by IdleBackoff.
  bool offers_interrupts() const noexcept;

  // What became of the settings where the driver could not follow: one line each.
  const std::vector<std::string>& notes() const noexcept { return notes_; }

  PortCounters counters();
  std::vector<DriverCounter> driver_counters() const;
  PortLink link() const;

  // True when the port reads a capture file and every queue has come to its end: kEmptyPollsAtEnd
  // polls in a row gave nothing, and none of them lost anything. Always false on a wire.
  bool exhausted() noexcept;
  static constexpr std::uint64_t kEmptyPollsAtEnd = 4;

  // Takes the last bursts back and stops the port; the counters stay. Nobody may poll any more.
  void stop() noexcept;

  // Buffers that are out of the queues' pools: in the card's rings and in the last bursts.
  std::size_t buffers_in_use() const noexcept;

 private:
  struct PoolEnd {
    void operator()(rte_mempool* pool) const noexcept;
  };

  explicit DpdkPort(std::unique_ptr<PortDevice> device);

  std::string check(const DpdkPortSettings& settings);
  std::string make_pools(const DpdkPortSettings& settings);
  std::string set_up(DpdkRuntime& runtime, const DpdkPortSettings& settings);
  std::string try_to_start(const DpdkPortSettings& settings, bool interrupts,
                           std::uint16_t send_queues);
  void make_queues(const DpdkPortSettings& settings);
  void note_what_differs(const DpdkPortSettings& settings);

  std::unique_ptr<PortDevice> device_;
  std::string driver_;
  DriverTraits traits_;
  KernelInterface interface_;
  AfPacketDrops kernel_drops_;
  std::uint64_t kernel_dropped_ = 0;
  std::uint64_t interface_dropped_before_ = 0;
  std::uint64_t file_losses_ = 0;  // when exhausted() looked last
  std::uint64_t end_after_polls_ = kEmptyPollsAtEnd;
  int socket_ = -1;
  std::uint16_t descriptors_ = 0;
  bool started_ = false;
  std::vector<std::unique_ptr<rte_mempool, PoolEnd>> pools_;  // one for each queue
  std::vector<std::unique_ptr<DpdkQueue>> queues_;
  std::vector<std::string> notes_;
};

}  // namespace celltally
