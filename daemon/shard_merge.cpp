#include "daemon/shard_merge.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace celltally {
ShardMerge::ShardMerge(Shard& shard, const std::vector<EventRing*>& rings, WindowSink on_closed)
    : shard_(shard), on_closed_(std::move(on_closed)) {
  streams_.reserve(rings.size());
  for (EventRing* ring : rings) streams_.push_back({.ring = ring});
}

std::size_t ShardMerge::step() {
  std::size_t taken = 0;
  while (taken < kPass) {
    const std::size_t more = take_in_order();
    if (more == 0) break;
    taken += more;
  }
  flush();
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

// What says nothing but whether the worker is to be waited for is heard at once.
void ShardMerge::settle(Stream& stream) noexcept {
  while (refill(stream)) {
    if (stream.head().kind == RingItem::Kind::rest) {
      stream.rests = true;
    } else if (stream.head().kind == RingItem::Kind::finished) {
      stream.finished = true;
    } else {
      stream.rests = false;
      return;
    }
    ++stream.at;
  }
}

// Before when nothing of this worker can come any more.
Timestamp ShardMerge::waits_until(const Stream& stream) const noexcept {
  if (!stream.empty()) return has_clock(stream.head().kind) ? stream.head().clock : kEver;
  return stream.finished || stream.rests ? kEver : stream.told;
}

// A run of items of the worker whose turn it is; 0 when somebody is waited for, or all wait for the
// end of the epoch.
std::size_t ShardMerge::take_in_order() {
  Turn first{kEver, 0};
  Turn second{kEver, 0};
  for (std::size_t i = 0; i < streams_.size(); ++i) {
    settle(streams_[i]);
    const Turn one{waits_until(streams_[i]), i};
    if (one.first == kEver) continue;
    if (one < first) {
      second = std::exchange(first, one);
    } else if (one < second) {
      second = one;
    }
  }
  if (first.first == kEver || streams_[first.second].empty()) return 0;
  return take(streams_[first.second], first.second, second);
}

std::size_t ShardMerge::take(Stream& stream, std::size_t number, const Turn& limit) {
  const std::size_t begin = stream.at;
  while (!stream.empty() && has_clock(stream.head().kind)) {
    const RingItem& item = stream.head();
    if (Turn{item.clock, number} > limit) break;
    stream.told = std::max(stream.told, item.clock);
    handle(item);
    ++stream.at;
  }
  return stream.at - begin;
}

void ShardMerge::handle(const RingItem& item) {
  if (!begun_ || item.clock >= due_) {
    flush();
    reach(item.clock);
  }
  clock_ = std::max(clock_, item.clock);
  switch (item.kind) {
    case RingItem::Kind::event:
      if (waiting_ == events_.size()) flush();
      events_[waiting_++] = item.event;
      break;
    case RingItem::Kind::clock:
      flush();
      shard_.count({}, clock_);
      break;
    case RingItem::Kind::epoch:
      flush();
      begin_epoch(item);
      break;
    default: break;  // has no clock
  }
}

void ShardMerge::flush() noexcept {
  if (waiting_ == 0) return;
  shard_.count(std::span{events_}.first(waiting_), clock_);
  waiting_ = 0;
}

// The key of a day that is over was made for a worker that is late, as all its events will be.
void ShardMerge::begin_epoch(const RingItem& item) noexcept {
  if (begun_ && item.clock < shard_.day().from) return;
  epoch_ = item.event.at;
}

// Nothing is in order any more: when every worker is where the others are waited for, the epoch
// ends, or everything does.
bool ShardMerge::turn() {
  std::optional<std::uint32_t> steps;
  bool all_finished = true;
  for (const Stream& stream : streams_) {
    if (waits_until(stream) != kEver) return false;
    all_finished = all_finished && stream.empty() && stream.finished;
    if (stream.empty()) continue;
    steps = std::min(steps.value_or(stream.head().steps), stream.head().steps);
  }
  if (steps) {
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
  clock_ = {std::numeric_limits<std::int64_t>::min()};
  for (Stream& stream : streams_) {
    if (stream.empty() || stream.head().steps != steps) continue;
    ++stream.at;
    stream.told = {std::numeric_limits<std::int64_t>::min()};
  }
}

void ShardMerge::close(std::vector<ClosedWindow> windows) {
  for (ClosedWindow& window : windows) on_closed_({std::move(window), epoch_});
}

}  // namespace celltally
