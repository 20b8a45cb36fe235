#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "aggregate/shard.hpp"
#include "daemon/epoch_window.hpp"
#include "daemon/rings/event_ring.hpp"

namespace celltally {

// Brings what all workers send to one shard into one order of time, so that what is counted does
// not depend on how many workers there are or which of them is fast: in the order of the workers'
// clocks, of the same clock in the order of the workers. An item waits until no other worker can
// send one that goes before it; those of a moment at which the shard has something due wait until
// every worker has got there, and windows close.
//
// A worker whose source has nothing in the packets' own time (RingItem::Kind::rest) is not waited
// for. When the clock was set, all workers say so, and the epoch ends when all have.
class ShardMerge {
 public:
  using WindowSink = std::function<void(EpochWindow)>;

  // Borrows the shard and one ring for each worker; they must outlive this.
  ShardMerge(Shard& shard, const std::vector<EventRing*>& rings, WindowSink on_closed);

  // One pass over all rings: how many items it took, and what fell due. 0 when there is nothing to
  // do but wait. May take memory when windows close, not otherwise.
  std::size_t step();

  // Takes what there is and counts nothing. True when every worker has finished.
  bool discard() noexcept;

  // Every worker has finished, and all windows are closed.
  bool finished() const noexcept { return finished_; }

 private:
  static constexpr std::size_t kStash = 64;

  struct Stream {
    EventRing* ring;
    std::size_t at = 0;  // of the stash
    std::size_t size = 0;
    bool rests = false;
    bool finished = false;
    Timestamp reached{std::numeric_limits<std::int64_t>::min()};  // of the last one taken
    std::array<RingItem, kStash> stash{};

    bool empty() const noexcept { return at == size; }
    const RingItem& head() const noexcept { return stash[at]; }
  };

  bool refill(Stream& stream) noexcept;
  std::size_t take(std::size_t number) noexcept;
  bool waits(const Stream& stream) const noexcept;
  // Where another worker's items may begin to go before this one's: all of this clock, or all after
  // it where `inclusive`.
  struct Limit {
    Timestamp clock;
    bool inclusive;
    bool holds(Timestamp at) const noexcept { return at < clock || (inclusive && at == clock); }
  };
  Limit limit_of(std::size_t number) const noexcept;
  bool may_pass(const RingItem& item, Limit limit) const noexcept;
  void count(Stream& stream, Limit limit) noexcept;
  void begin_epoch(const RingItem& item) noexcept;
  bool turn();
  void reach(Timestamp clock);
  void end_epoch(std::uint32_t steps);
  void close(std::vector<ClosedWindow> windows);

  Shard& shard_;
  WindowSink on_closed_;
  std::vector<Stream> streams_;
  std::array<SignallingEvent, kStash> events_{};
  bool begun_ = false;
  bool finished_ = false;
  Timestamp clock_;
  Timestamp due_;
  Timestamp epoch_;
};

}  // namespace celltally
