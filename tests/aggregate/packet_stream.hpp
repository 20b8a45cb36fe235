#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "aggregate/shard.hpp"

namespace celltally {

inline bool operator==(const ClosedWindow& a, const ClosedWindow& b) {
  return a.statistic == b.statistic && a.window == b.window && a.captured == b.captured &&
         a.tallies == b.tallies && a.edition == b.edition && a.cells_seen == b.cells_seen &&
         a.people == b.people;
}

}  // namespace celltally

namespace celltally::test {

// A packet: when it came, and what it told of if anything.
struct StreamPacket {
  Timestamp at;
  std::optional<SignallingEvent> event;
};
using PacketStream = std::vector<StreamPacket>;

// What came out of the shards: the windows of each, in the order of closing.
using WindowsOfShards = std::vector<std::vector<ClosedWindow>>;

// Drives shards as a worker does: bursts, the clock, closing between bursts. A person belongs to
// the shard of its tag.
class StreamFeed {
 public:
  StreamFeed(std::vector<Shard*> shards, std::size_t burst_max)
      : shards_(std::move(shards)),
        burst_max_(burst_max),
        closed_(shards_.size()),
        waiting_(shards_.size()) {}

  void packet(const StreamPacket& packet) {
    if (!clock_) {
      clock_ = packet.at;
      flush();
    } else if (packet.at > *clock_) {
      if (packet.at >= shards_.front()->next_due()) {
        flush();
        close(packet.at);
      }
      clock_ = packet.at;
    }
    if (packet.event) {
      waiting_[packet.event->person.value % shards_.size()].push_back(*packet.event);
    }
    if (++burst_ == burst_max_) flush();
  }

  WindowsOfShards finish() {
    if (clock_) flush();
    for (std::size_t i = 0; i < shards_.size(); ++i) keep(i, shards_[i]->close_all());
    return closed_;
  }

 private:
  void flush() {
    for (std::size_t i = 0; i < shards_.size(); ++i) {
      shards_[i]->count(waiting_[i], *clock_);
      waiting_[i].clear();
    }
    burst_ = 0;
  }

  void close(Timestamp at) {
    for (std::size_t i = 0; i < shards_.size(); ++i) keep(i, shards_[i]->close(at));
  }

  void keep(std::size_t shard, std::vector<ClosedWindow> windows) {
    for (ClosedWindow& window : windows) closed_[shard].push_back(std::move(window));
  }

  std::vector<Shard*> shards_;
  std::size_t burst_max_;
  std::size_t burst_ = 0;
  std::optional<Timestamp> clock_;
  WindowsOfShards closed_;
  std::vector<std::vector<SignallingEvent>> waiting_;
};

// The windows of a stream through one shard.
inline std::vector<ClosedWindow> windows_of(const PacketStream& stream, Shard& shard,
                                            std::size_t burst_max = 32) {
  StreamFeed feed({&shard}, burst_max);
  for (const StreamPacket& packet : stream) feed.packet(packet);
  return feed.finish().front();
}

inline Place cell(std::uint64_t id) {
  return Place{PlaceKind::ecgi, Plmn{0x00f110}, id};
}

// What a random stream is like.
struct StreamShape {
  std::int64_t from_s = 0;
  std::size_t packets = 2000;
  std::int64_t step_s = 120;   // at most, between packets
  std::int64_t grain_s = 1;    // times are multiples of it: coarse ones make ties
  unsigned jumps_in_1000 = 3;  // packets that come hours or days later
  std::int64_t jump_h = 60;    // at most
  std::uint64_t people = 40;
  std::uint64_t cells = 8;
};

inline SignallingEvent random_event(std::mt19937_64& random, const StreamShape& shape,
                                    Timestamp at) {
  SignallingEvent event;
  event.at = at;
  event.kind = static_cast<EventKind>(random() % 4 == 0 ? random() % kEventKinds : 4);
  event.presence = static_cast<Presence>(random() % 2 == 0 ? 1 : random() % 6);
  event.person = {random() % 12 == 0 ? 0 : 1 + random() % shape.people};
  event.cell = cell(1 + random() % shape.cells);
  if (random() % 20 == 0) event.cell = Place{PlaceKind::tai, Plmn{0x00f110}, 7};
  if (random() % 20 == 0) event.cell = Place{};
  event.home = Plmn{random() % 10 == 0 ? 0x00f110u : 0x02f839u};
  if (event.person.value % 7 == 1) event.machine = MachineHint::network;
  if (event.person.value % 11 == 1 && random() % 5 == 0) event.machine = MachineHint::device;
  event.service = static_cast<ServiceClass>(random() % 3 == 0 ? random() % kServiceClasses : 0);
  event.known_by = random() % 5 == 0 ? KnownBy::temporary : KnownBy::identity;
  event.unauthenticated = random() % 25 == 0;
  event.retransmission = random() % 25 == 0;
  return event;
}

inline PacketStream random_stream(std::uint64_t seed, const StreamShape& shape) {
  std::mt19937_64 random{seed};
  const auto up_to = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most + 1));
  };
  PacketStream stream;
  std::int64_t clock_s = shape.from_s;
  for (std::size_t i = 0; i < shape.packets; ++i) {
    clock_s +=
        random() % 1000 < shape.jumps_in_1000 ? up_to(shape.jump_h * 3600) : up_to(shape.step_s);
    // One in four comes late: mostly within a minute of grace, sometimes beyond.
    const std::int64_t back_s = random() % 4 == 0 ? up_to(random() % 4 == 0 ? 7200 : 50) : 0;
    const std::int64_t at_s = (clock_s - back_s) / shape.grain_s * shape.grain_s;
    const Timestamp at = Timestamp::from_seconds(at_s);
    stream.push_back({at, std::nullopt});
    if (random() % 10 != 0) stream.back().event = random_event(random, shape, at);
  }
  return stream;
}

}  // namespace celltally::test
