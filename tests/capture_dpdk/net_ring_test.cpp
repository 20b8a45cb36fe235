// Buffers that the test puts into a ring, for what no driver without a card does.

#include <gtest/gtest.h>
#include <rte_mbuf.h>
#include <rte_ring.h>

#include <algorithm>

#include "tests/capture/in_child.hpp"
#include "tests/capture_dpdk/kept_packets.hpp"
#include "tests/capture_dpdk/small_runtime.hpp"

namespace celltally {
namespace {

using testing::in_child;
using testing::read_waiting;

// A port over a ring, and a pool of small buffers to fill it from.
class RingPort {
 public:
  explicit RingPort(std::uint32_t frame_bytes_max = 9018)
      : runtime_(testing::start_small()),
        port_(testing::open_port(
            *runtime_,
            {.device = "net_ring0", .descriptors = 64, .frame_bytes_max = frame_bytes_max})),
        pool_(rte_pktmbuf_pool_create("test", 511, 0, 0, RTE_PKTMBUF_HEADROOM + 512, -1)),
        ring_(rte_ring_lookup("ETH_RXTX0_net_ring0")) {}

  DpdkPort& port() { return *port_; }

  // A packet of counting octets, in pieces of at most 512; returns its first buffer.
  rte_mbuf* put(std::size_t size) {
    rte_mbuf* first = nullptr;
    for (std::size_t done = 0; done < size || first == nullptr;) {
      rte_mbuf* piece = rte_pktmbuf_alloc(pool_);
      const std::size_t part = std::min<std::size_t>(size - done, 512);
      char* bytes = rte_pktmbuf_append(piece, static_cast<std::uint16_t>(part));
      for (std::size_t i = 0; i < part; ++i) bytes[i] = static_cast<char>((done + i) % 251);
      if (first == nullptr) {
        first = piece;
      } else if (rte_pktmbuf_chain(first, piece) != 0) {
        std::abort();
      }
      done += part;
    }
    if (rte_ring_enqueue(ring_, first) != 0) std::abort();
    return first;
  }

  unsigned buffers_out() const { return rte_mempool_in_use_count(pool_); }

 private:
  std::unique_ptr<DpdkRuntime> runtime_;
  std::unique_ptr<DpdkPort> port_;
  rte_mempool* pool_;
  rte_ring* ring_;
};

std::vector<std::uint8_t> counting(std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i % 251);
  return bytes;
}

TEST(NetRing, APacketInPiecesIsPutTogether) {
  in_child([] {
    RingPort ring;
    const std::vector<std::size_t> sizes{60, 512, 513, 1024, 1500, 9000, 9018, 64};
    for (const std::size_t size : sizes) ring.put(size);
    const auto packets = read_waiting(ring.port().queue(0));
    ASSERT_EQ(packets.size(), sizes.size());
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      EXPECT_TRUE(packets[i].bytes == counting(sizes[i])) << sizes[i];
      EXPECT_EQ(packets[i].wire_length, sizes[i]);
    }
    EXPECT_EQ(ring.buffers_out(), 0U);
  });
}

TEST(NetRing, TheLargestBurstInPiecesHasRoom) {
  in_child([] {
    RingPort ring{1536};
    for (int i = 0; i < 40; ++i) ring.put(1536);
    const auto packets = read_waiting(ring.port().queue(0));
    ASSERT_EQ(packets.size(), 40U);
    for (const auto& packet : packets) EXPECT_TRUE(packet.bytes == counting(1536));
  });
}

// Whether a buffer, and what follows it, holds nothing but zeroes.
bool is_wiped(const rte_mbuf* piece, std::size_t octets) {
  const auto* bytes = rte_pktmbuf_mtod(piece, const std::uint8_t*);
  return std::all_of(bytes, bytes + octets, [](std::uint8_t octet) { return octet == 0; });
}

TEST(NetRing, WhatIsCopiedOrTooLongIsWiped) {
  in_child([] {
    RingPort ring{1000};
    const rte_mbuf* in_pieces = ring.put(600);
    const rte_mbuf* too_long = ring.put(1001);
    const rte_mbuf* in_place = ring.put(100);
    const auto packets = read_waiting(ring.port().queue(0));
    ASSERT_EQ(packets.size(), 2U);
    EXPECT_EQ(packets[0].frame, 1U);
    EXPECT_EQ(packets[1].frame, 3U);
    EXPECT_EQ(ring.port().counters().too_long, 1U);
    EXPECT_TRUE(is_wiped(in_pieces, 512));
    EXPECT_TRUE(is_wiped(too_long, 512));
    EXPECT_FALSE(is_wiped(in_place, 100));  // the pipeline's to wipe
  });
}

TEST(NetRing, BuffersGoBackAtTheNextPollAndCanBeWrittenTo) {
  in_child([] {
    RingPort ring;
    for (int i = 0; i < 3; ++i) ring.put(100);
    std::array<Packet, 2> room;
    DpdkQueue& queue = ring.port().queue(0);
    auto burst = queue.poll(room);
    ASSERT_EQ(burst.size(), 2U);
    EXPECT_EQ(ring.buffers_out(), 3U);
    std::fill(burst[0].bytes.begin(), burst[0].bytes.end(), std::uint8_t{0});
    EXPECT_TRUE(std::equal(burst[1].bytes.begin(), burst[1].bytes.end(), counting(100).begin()));
    EXPECT_EQ(queue.poll(room).size(), 1U);
    EXPECT_EQ(ring.buffers_out(), 1U);
    queue.release();
    EXPECT_EQ(ring.buffers_out(), 0U);
    queue.release();
    EXPECT_EQ(queue.poll(room).size(), 0U);
  });
}

TEST(NetRing, SaysWhatItCannotTell) {
  in_child([] {
    RingPort ring;
    EXPECT_EQ(ring.port().counters().blind_spots,
              (std::vector<std::string>{
                  "what did not fit into the ring is known only to who writes into it"}));
  });
}

}  // namespace
}  // namespace celltally
