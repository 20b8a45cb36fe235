#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "aggregate/shard.hpp"
#include "daemon/epoch_window.hpp"
#include "daemon/rings/event_ring.hpp"

namespace celltally {

// Brings what all workers send to one shard into the order of their clocks, so that what is counted
// does not depend on how many workers there are or which of them is fast. An item waits until every
// worker has got to its time; of items of the same time that of the first worker goes first. When
// the first one falls due, windows close.
//
// A worker whose source has nothing in the packets' own time (RingItem::Kind::rest) is not waited
// for. When the clock was set, all workers say so, and the epoch ends when all have.
class ShardMerge {
 public:
  using WindowSink = std::function<void(EpochWindow)>;

  // Borrows the shard and one ring for each worker; they must outlive this.
  ShardMerge(Shard& shard, const std::vector<EventRing*>& rings, WindowSink on_closed);

  // One pass, of a few hundred items at most: how many it took, and what fell due. 0 when there is
  // nothing to do but wait. May take memory when windows close, not otherwise.
  std::size_t step();

  // Takes what there is and counts nothing. True when every worker has finished.
  bool discard() noexcept;

  // Every worker has finished, and all windows are closed.
  bool finished() const noexcept { return finished_; }

 private:
  static constexpr std::size_t kStash = 64;
  static constexpr std::size_t kPass = 256;
  static constexpr Timestamp kEver{std::numeric_limits<std::int64_t>::max()};

  // A worker's time, and which worker it is.
  using Turn = std::pair<Timestamp, std::size_t>;

  struct Stream {
    EventRing* ring;
    std::size_t at = 0;  // of the stash
    std::size_t size = 0;
    Timestamp told{std::numeric_limits<std::int64_t>::min()};  // nothing earlier will come
    bool rests = false;
    bool finished = false;
    std::array<RingItem, kStash> stash{};

    bool empty() const noexcept { return at == size; }
    const RingItem& head() const noexcept { return stash[at]; }
  };

  bool refill(Stream& stream) noexcept;
  void settle(Stream& stream) noexcept;
  Timestamp waits_until(const Stream& stream) const noexcept;
  std::size_t take_in_order();
  std::size_t take(Stream& stream, std::size_t number, const Turn& limit);
  void handle(const RingItem& item);
  void flush() noexcept;
  bool turn();
  void reach(Timestamp clock);
  void begin_epoch(const RingItem& item) noexcept;
  void end_epoch(std::uint32_t steps);
  void close(std::vector<ClosedWindow> windows);

  Shard& shard_;
  WindowSink on_closed_;
  std::vector<Stream> streams_;
  std::array<SignallingEvent, kStash> events_{};  // in order, not counted yet
  std::size_t waiting_ = 0;                       // how many of them
  bool begun_ = false;
  bool finished_ = false;
  Timestamp clock_;
  Timestamp due_;
  Timestamp epoch_;
};

}  // namespace celltally
