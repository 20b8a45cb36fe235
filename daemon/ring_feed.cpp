#include "daemon/ring_feed.hpp"

#include <limits>
#include <span>
#include <utility>

#include "capture/idle_backoff.hpp"

namespace celltally {
namespace {

constexpr Timestamp kAlways{std::numeric_limits<std::int64_t>::min()};

}  // namespace

RingFeed::RingFeed(const std::vector<EventRing*>& rings) : due_(kAlways) {
  for (EventRing* ring : rings) shards_.push_back({.ring = ring});
}

void RingFeed::advance(Timestamp clock) {
  rests_ = false;
  clock_ = clock;
  tell_all({.kind = RingItem::Kind::clock, .clock = clock});
  due_ = Timestamp::from_seconds(clock.seconds() + 1);
}

void RingFeed::count(std::span<const SignallingEvent> events, Timestamp clock) {
  if (events.empty()) return;
  rests_ = false;
  for (const SignallingEvent& event : events) {
    // One of an earlier second still shows that something was captured then.
    if (event.kind == EventKind::none && event.at.seconds() == clock.seconds()) {
      ++counters_.no_event;
      continue;
    }
    put(shards_[shard_of(event)], {.clock = clock, .event = event});
  }
  for (Outgoing& shard : shards_) flush(shard);
}

void RingFeed::begin_epoch(Timestamp born) {
  RingItem item{.kind = RingItem::Kind::epoch, .clock = clock_};
  item.event.at = born;
  tell_all(item);
}

void RingFeed::begin_anew(std::uint64_t steps) {
  tell_all({.kind = RingItem::Kind::anew, .steps = static_cast<std::uint32_t>(steps)});
  due_ = kAlways;
}

void RingFeed::rest() {
  if (std::exchange(rests_, true)) return;
  tell_all({.kind = RingItem::Kind::rest});
}

// A person's shard is in bits of the tag that no table takes its places from.
std::size_t RingFeed::shard_of(const SignallingEvent& event) noexcept {
  if (!event.person.known()) {
    next_unknown_ = next_unknown_ + 1 == shards_.size() ? 0 : next_unknown_ + 1;
    return next_unknown_;
  }
  return (event.person.value >> 32) * shards_.size() >> 32;
}

void RingFeed::tell_all(const RingItem& item) {
  for (Outgoing& shard : shards_) {
    put(shard, item);
    flush(shard);
  }
}

void RingFeed::put(Outgoing& to, const RingItem& item) {
  if (to.size == to.items.size()) flush(to);
  to.items[to.size++] = item;
}

void RingFeed::flush(Outgoing& to) {
  std::span<const RingItem> waiting = std::span{to.items}.first(to.size);
  while (!waiting.empty()) {
    waiting = waiting.subspan(to.ring->put(waiting));
    if (waiting.empty()) break;
    ++counters_.waits;
    take({.kind = IdleBackoff::Rest::Kind::pause});
  }
  to.size = 0;
}

}  // namespace celltally
