#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "daemon/event_feed.hpp"
#include "daemon/rings/event_ring.hpp"

namespace celltally {

// From one worker to all shards: each event to the shard that owns its person, at its time; an
// event older than one before it at the time of that one. Every hundredth of a second each shard is
// told the time, before any event of that hundredth, for shards wait for the slowest worker. A full
// ring makes the worker wait, so that nothing is lost here: what comes meanwhile waits in the port,
// which counts what it cannot hold. While it waits the other shards are told its time, or two
// workers and two shards could wait for each other.
class RingFeed final : public EventFeed {
 public:
  struct Counters {
    std::uint64_t no_event = 0;  // messages that told of none: they go to no shard
    std::uint64_t waits = 0;     // times that a ring was full
  };

  // Borrows the rings, one for each shard; they must outlive this.
  explicit RingFeed(const std::vector<EventRing*>& rings);

  // The next hundredth of a second; windows are due at whole seconds only.
  Timestamp next_due() const noexcept override { return due_; }
  void advance(Timestamp clock) override;
  void count(std::span<const SignallingEvent> events, Timestamp clock) override;
  void begin_epoch(Timestamp born) override;
  void begin_anew(std::uint64_t steps) override;
  void rest() override;
  void finish() override { tell_all({.kind = RingItem::Kind::finished}); }

  const Counters& counters() const noexcept { return counters_; }

 private:
  static constexpr std::size_t kBatch = 64;
  struct Outgoing {
    EventRing* ring;
    std::size_t size = 0;
    Timestamp told{};    // the clock of its last item
    bool silent = true;  // which has none, or there was none: it waits for no time of ours
    std::array<RingItem, kBatch> items{};
  };

  std::size_t shard_of(const SignallingEvent& event) noexcept;
  void tell_all(const RingItem& item);
  void put(Outgoing& to, const RingItem& item);
  void flush(Outgoing& to);
  bool send(Outgoing& to) noexcept;
  void tell_others(const Outgoing& full) noexcept;

  std::vector<Outgoing> shards_;
  std::size_t next_unknown_ = 0;  // whose turn it is for an event of nobody known
  Timestamp clock_;               // of the last advance() or count()
  Timestamp time_;                // of the last event; not before the last advance()
  Timestamp due_;
  bool rests_ = false;
  Counters counters_;
};

}  // namespace celltally
