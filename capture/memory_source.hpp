#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "capture/burst_arena.hpp"
#include "capture/packet_source.hpp"

namespace celltally {

// Packets that are in memory already: for benchmarks and tests. Owns the packets; takes all memory
// when made. One thread.
class MemorySource final : public PacketSource {
 public:
  // One packet: its moment and where its bytes are in the store.
  struct Record {
    Timestamp at;
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
  };
  static_assert(sizeof(Record) == 16);

  enum class Serve : std::uint8_t {
    in_place,  // packets point into the store: what the pipeline wipes is wiped for all rounds
    copied,    // each burst is a copy, as a network card would write it: the store stays as it is
  };

  struct Plan {
    std::uint64_t rounds = 1;   // how often all packets are served; 0: never
    std::int64_t shift_ns = 0;  // added to the time of every round after the first, once more each
    LinkType link = LinkType::ethernet;
    std::uint16_t source = 0;  // Packet::source of all packets
    Serve serve = Serve::copied;
  };

  // The longest packet that can be served; as libpcap's longest.
  static constexpr std::size_t kPacketBytesMax = std::size_t{256} * 1024;

  // Packets are served in the order of `records`; frame numbers count on through the rounds.
  // REQUIRES: each record lies inside the store and is no longer than kPacketBytesMax.
  MemorySource(std::vector<std::uint8_t> store, std::vector<Record> records, const Plan& plan);

  std::span<Packet> poll(std::span<Packet> room) override;
  bool finished() const noexcept override { return round_ == plan_.rounds; }

 private:
  [[gnu::always_inline]] inline void prefetch_later() const noexcept;  // an effect g++ cannot see
  template <Serve kServe>
  std::span<Packet> serve(std::span<Packet> room) noexcept;

  std::vector<std::uint8_t> store_;
  std::vector<Record> records_;
  BurstArena arena_;
  Plan plan_;
  std::size_t next_ = 0;       // index into records_; less than their number unless finished
  std::uint64_t round_ = 0;    // rounds done
  std::uint64_t frame_ = 0;    // packets served
  std::int64_t shift_ns_ = 0;  // of the current round
};

}  // namespace celltally
