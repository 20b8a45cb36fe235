#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

#include "capture/burst_arena.hpp"
#include "capture/dpdk/queue_counters.hpp"
#include "capture/packet_source.hpp"

struct rte_mbuf;  // DPDK's packet buffer

namespace celltally {

// One receive queue of a DPDK port. The packets are DPDK's buffers themselves: they go back to the
// queue's pool at the next poll, so nothing may keep their bytes. One thread polls; the port owns
// it. Packets are counted from 1, also those that are too long to be given.
class DpdkQueue final : public PacketSource {
 public:
  static constexpr std::uint32_t kBurstMax = 32;

  struct Plan {
    std::uint16_t port = 0;
    std::uint16_t queue = 0;
    std::uint16_t source = 0;  // Packet::source
    std::uint32_t frame_bytes_max = 0;
    std::uint32_t cut_from = 0;     // the driver may have cut packets of this length; 0: never
    std::uint64_t time_flag = 0;    // of a buffer with the driver's time; 0: it gives none
    std::size_t time_offset = 0;    // of that time in the buffer
    std::int64_t time_unit_ns = 0;  // since 1970
  };

  explicit DpdkQueue(const Plan& plan);
  ~DpdkQueue() override;  // REQUIRES: the port is stopped or no packet is held

  // Up to kBurstMax packets; some drivers give none for less than 4. The time is the driver's where
  // it is a time of day, else the machine's clock, asked once for the burst.
  std::span<Packet> poll(std::span<Packet> room) override;
  bool finished() const noexcept override { return false; }

  // Gives the buffers of the last burst back before the next poll.
  void release() noexcept;

  std::uint16_t port() const noexcept { return plan_.port; }  // DPDK's numbers
  std::uint16_t queue() const noexcept { return plan_.queue; }

  // Any thread.
  QueueCounters counters() const noexcept;

 private:
  // Written by the polling thread alone, so that no read-modify-write is needed.
  struct alignas(64) Shared {
    std::atomic<std::uint64_t> packets{0};
    std::atomic<std::uint64_t> octets{0};
    std::atomic<std::uint64_t> too_long{0};
    std::atomic<std::uint64_t> maybe_cut{0};
    std::atomic<std::uint64_t> empty_polls{0};
  };

  bool give(rte_mbuf& buffer, Timestamp now, Packet& packet) noexcept;
  Timestamp time_of(const rte_mbuf& buffer, Timestamp now) const noexcept;
  std::span<std::uint8_t> in_one_piece(rte_mbuf& buffer) noexcept;

  Plan plan_;
  std::array<rte_mbuf*, kBurstMax> buffers_{};
  std::size_t held_ = 0;
  std::uint64_t frame_ = 0;
  QueueCounters counted_;
  BurstArena pieces_;  // for packets that DPDK gives in several buffers
  Shared shared_;
};

}  // namespace celltally
