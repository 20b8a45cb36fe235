#include "daemon/shard_merge.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace celltally {
namespace {

bool has_clock(const RingItem& item) noexcept {
  return item.kind == RingItem::Kind::event || item.kind == RingItem::Kind::clock;
}

}  // namespace

ShardMerge::ShardMerge(Shard& shard, const std::vector<EventRing*>& rings, WindowSink on_closed)
    : shard_(shard), on_closed_(std::move(on_closed)) {
  streams_.reserve(rings.size());
  for (EventRing* ring : rings) streams_.push_back({.ring = ring});
}

std::size_t ShardMerge::step() {
  std::size_t taken = 0;
  for (Stream& stream : streams_) refill(stream);
  for (std::size_t number = 0; number < streams_.size(); ++number) taken += take(number);
  if (taken > 0 || finished_) return taken;
  return turn() ? 1 : 0;
}

bool ShardMerge::discard() noexcept {
  bool all_finished = true;
  for (Stream& stream : streams_) {
    for (; refill(stream); ++stream.at) {
      stream.finished = stream.finished || stream.head().kind == RingItem::Kind::finished;
    }
    all_finished = all_finished && stream.finished;
  }
  return all_finished;
}

bool ShardMerge::refill(Stream& stream) noexcept {
  if (!stream.empty()) return true;
  stream.at = 0;
  stream.size = stream.ring->take(stream.stash);
  return stream.size > 0;
}

// What goes before all that others may send; at most a stash.
std::size_t ShardMerge::take(std::size_t number) noexcept {
  Stream& stream = streams_[number];
  const Limit limit = limit_of(number);
  const std::size_t first = stream.at;
  while (!stream.empty() && may_pass(stream.head(), limit)) {
    stream.rests = false;
    switch (stream.head().kind) {
      case RingItem::Kind::event: count(stream, limit); continue;
      case RingItem::Kind::clock:
        stream.reached = stream.head().clock;
        clock_ = std::max(clock_, stream.head().clock);
        shard_.count({}, clock_);
        break;
      case RingItem::Kind::epoch: begin_epoch(stream.head()); break;
      case RingItem::Kind::rest: stream.rests = true; break;
      case RingItem::Kind::finished: stream.finished = true; break;
      case RingItem::Kind::anew: break;  // never passes
    }
    ++stream.at;
  }
  return stream.at - first;
}

ShardMerge::Limit ShardMerge::limit_of(std::size_t number) const noexcept {
  Limit limit{{std::numeric_limits<std::int64_t>::max()}, false};
  for (std::size_t i = 0; i < streams_.size(); ++i) {
    const Stream& other = streams_[i];
    const bool has_next = !other.empty() && has_clock(other.head());
    if (i == number || (!has_next && waits(other))) continue;
    const Limit of_other{has_next ? other.head().clock : other.reached, number < i};
    if (of_other.clock < limit.clock || (of_other.clock == limit.clock && !of_other.inclusive)) {
      limit = of_other;
    }
  }
  return limit;
}

bool ShardMerge::may_pass(const RingItem& item, Limit limit) const noexcept {
  if (item.kind == RingItem::Kind::anew) return false;
  return !has_clock(item) || (begun_ && item.clock < due_ && limit.holds(item.clock));
}

// All events at the head that fall due together.
void ShardMerge::count(Stream& stream, Limit limit) noexcept {
  std::size_t events = 0;
  while (!stream.empty() && stream.head().kind == RingItem::Kind::event &&
         may_pass(stream.head(), limit)) {
    stream.reached = stream.head().clock;
    clock_ = std::max(clock_, stream.head().clock);
    events_[events++] = stream.head().event;
    ++stream.at;
  }
  shard_.count(std::span{events_}.first(events), clock_);
}

// The key of a day that is over was made for a worker that is late, as all its events will be.
void ShardMerge::begin_epoch(const RingItem& item) noexcept {
  if (begun_ && item.clock < shard_.day().from) return;
  epoch_ = item.event.at;
}

// Whether something before the stream's next item could still come, or come before others' items.
bool ShardMerge::waits(const Stream& stream) const noexcept {
  return !stream.empty() || stream.finished || stream.rests;
}

// Nothing passes any more: when every worker is where the others are waited for, time goes on.
bool ShardMerge::turn() {
  std::optional<Timestamp> clock;
  std::optional<std::uint32_t> steps;
  bool all_finished = true;
  for (const Stream& stream : streams_) {
    if (!waits(stream)) return false;
    all_finished = all_finished && stream.empty() && stream.finished;
    if (stream.empty()) continue;
    const RingItem& head = stream.head();
    if (has_clock(head)) {
      clock = std::min(clock.value_or(head.clock), head.clock);
    } else {
      steps = std::min(steps.value_or(head.steps), head.steps);
    }
  }
  if (clock) {
    reach(*clock);
  } else if (steps) {
    end_epoch(*steps);
  } else if (all_finished) {
    close(shard_.close_all());
    finished_ = true;
  } else {
    return false;
  }
  return true;
}

void ShardMerge::reach(Timestamp clock) {
  clock_ = clock;
  if (begun_) {
    close(shard_.close(clock));
  } else {  // the very first packet: opens the windows it is in
    shard_.count({}, clock);
    begun_ = true;
  }
  due_ = shard_.next_due();
}

// A worker that did not look at the clock between two settings of it tells of both at once.
void ShardMerge::end_epoch(std::uint32_t steps) {
  close(shard_.close_all());
  begun_ = false;
  for (Stream& stream : streams_) {
    stream.reached = {std::numeric_limits<std::int64_t>::min()};
    if (!stream.empty() && stream.head().steps == steps) ++stream.at;
  }
}

void ShardMerge::close(std::vector<ClosedWindow> windows) {
  for (ClosedWindow& window : windows) on_closed_({std::move(window), epoch_});
}

}  // namespace celltally
