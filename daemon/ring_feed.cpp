#include "daemon/ring_feed.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "capture/idle_backoff.hpp"

namespace celltally {
namespace {

constexpr Timestamp kAlways{std::numeric_limits<std::int64_t>::min()};
constexpr std::int64_t kMarkNs = 10'000'000;

// The first hundredth of a second after `clock`, which may be before 1970.
Timestamp next_mark(Timestamp clock) noexcept {
  const std::int64_t into = clock.ns % kMarkNs;
  return {clock.ns - into + (into < 0 ? 0 : kMarkNs)};
}

}  // namespace

RingFeed::RingFeed(const std::vector<EventRing*>& rings) : due_(kAlways) {
  for (EventRing* ring : rings) shards_.push_back({.ring = ring});
}

void RingFeed::advance(Timestamp clock) {
  rests_ = false;
  clock_ = clock;
  time_ = clock;
  tell_all({.kind = RingItem::Kind::clock, .clock = clock});
  due_ = next_mark(clock);
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
    time_ = std::max(time_, std::min(event.at, clock));
    put(shards_[shard_of(event)], {.clock = time_, .event = event});
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
  while (!send(to)) {
    ++counters_.waits;
    tell_others(to);
    take({.kind = IdleBackoff::Rest::Kind::pause});
  }
}

// As much as there is room for; true when nothing is left.
bool RingFeed::send(Outgoing& to) noexcept {
  const std::span<const RingItem> waiting = std::span{to.items}.first(to.size);
  const std::size_t put = to.ring->put(waiting);
  if (put > 0) {
    to.told = waiting[put - 1].clock;
    to.silent = !has_clock(waiting[put - 1].kind);
  }
  std::copy(waiting.begin() + static_cast<std::ptrdiff_t>(put), waiting.end(), to.items.begin());
  to.size -= put;
  return to.size == 0;
}

// Nothing that is still to come is of an earlier time. What does not fit is told at the next try.
void RingFeed::tell_others(const Outgoing& full) noexcept {
  for (Outgoing& shard : shards_) {
    if (&shard == &full || !send(shard) || shard.silent || shard.told >= time_) continue;
    const RingItem mark{.kind = RingItem::Kind::clock, .clock = time_};
    if (shard.ring->put({&mark, 1}) == 1) shard.told = time_;
  }
}

}  // namespace celltally
