#include "capture/dpdk/dpdk_queue.hpp"

#include <rte_ethdev.h>
#include <rte_mbuf.h>
#include <rte_mbuf_dyn.h>
#include <string.h>  // explicit_bzero
#include <time.h>

#include <algorithm>
#include <limits>

namespace celltally {

namespace {

Timestamp wall_clock() noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return {std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec};
}

// Packets hold identifiers. Those that nobody else will wipe are wiped here.
void wipe(rte_mbuf& buffer) noexcept {
  for (rte_mbuf* piece = &buffer; piece != nullptr; piece = piece->next) {
    explicit_bzero(rte_pktmbuf_mtod(piece, void*), piece->data_len);
  }
}

}  // namespace

DpdkQueue::DpdkQueue(const Plan& plan)
    : plan_(plan), pieces_(std::size_t{kBurstMax} * plan.frame_bytes_max) {}

DpdkQueue::~DpdkQueue() {
  release();
}

void DpdkQueue::release() noexcept {
  rte_pktmbuf_free_bulk(buffers_.data(), static_cast<unsigned>(held_));
  held_ = 0;
}

std::span<Packet> DpdkQueue::poll(std::span<Packet> room) {
  release();
  const auto asked = static_cast<std::uint16_t>(std::min<std::size_t>(room.size(), kBurstMax));
  held_ = rte_eth_rx_burst(plan_.port, plan_.queue, buffers_.data(), asked);
  if (held_ == 0) {
    shared_.empty_polls.store(++counted_.empty_polls, std::memory_order_relaxed);
    return {};
  }
  const Timestamp now = wall_clock();
  pieces_.rewind();
  std::size_t count = 0;
  for (rte_mbuf* buffer : std::span{buffers_}.first(held_)) {
    if (give(*buffer, now, room[count])) ++count;
  }
  counted_.empty_polls = 0;
  counted_.packets += count;
  shared_.packets.store(counted_.packets, std::memory_order_relaxed);
  shared_.octets.store(counted_.octets, std::memory_order_relaxed);
  shared_.too_long.store(counted_.too_long, std::memory_order_relaxed);
  shared_.maybe_cut.store(counted_.maybe_cut, std::memory_order_relaxed);
  shared_.empty_polls.store(0, std::memory_order_relaxed);
  return room.first(count);
}

QueueCounters DpdkQueue::counters() const noexcept {
  return {.packets = shared_.packets.load(std::memory_order_relaxed),
          .octets = shared_.octets.load(std::memory_order_relaxed),
          .too_long = shared_.too_long.load(std::memory_order_relaxed),
          .maybe_cut = shared_.maybe_cut.load(std::memory_order_relaxed),
          .empty_polls = shared_.empty_polls.load(std::memory_order_relaxed)};
}

// False when the packet is lost, which is counted.
bool DpdkQueue::give(rte_mbuf& buffer, Timestamp now, Packet& packet) noexcept {
  ++frame_;
  const std::uint32_t length = buffer.pkt_len;
  if (length > plan_.frame_bytes_max) {
    ++counted_.too_long;
    wipe(buffer);
    return false;
  }
  if (plan_.cut_from > 0 && length >= plan_.cut_from) ++counted_.maybe_cut;
  counted_.octets += length;
  // Member by member: for a whole Packet g++ builds another one on the stack and reads it back in
  // pieces that were not written as such, which takes as long as the rest of this function.
  packet.at = time_of(buffer, now);
  packet.bytes = in_one_piece(buffer);
  packet.frame = frame_;
  packet.wire_length = length;
  packet.source = plan_.source;
  packet.link = LinkType::ethernet;
  return true;
}

Timestamp DpdkQueue::time_of(const rte_mbuf& buffer, Timestamp now) const noexcept {
  if ((buffer.ol_flags & plan_.time_flag) == 0) return now;
  const auto units = static_cast<std::int64_t>(
      *RTE_MBUF_DYNFIELD(&buffer, plan_.time_offset, const rte_mbuf_timestamp_t*));
  std::int64_t ns = 0;
  if (!__builtin_mul_overflow(units, plan_.time_unit_ns, &ns)) return {ns};
  using Range = std::numeric_limits<std::int64_t>;
  return {units < 0 ? Range::min() : Range::max()};
}

std::span<std::uint8_t> DpdkQueue::in_one_piece(rte_mbuf& buffer) noexcept {
  if (buffer.nb_segs == 1) return {rte_pktmbuf_mtod(&buffer, std::uint8_t*), buffer.data_len};
  // The arena puts one copy right behind the other.
  std::span<std::uint8_t> whole;
  for (rte_mbuf* piece = &buffer; piece != nullptr; piece = piece->next) {
    const auto copy = pieces_.copy({rte_pktmbuf_mtod(piece, const std::uint8_t*), piece->data_len});
    whole = whole.empty() ? copy : std::span{whole.data(), whole.size() + copy.size()};
  }
  wipe(buffer);
  return whole;
}

}  // namespace celltally
