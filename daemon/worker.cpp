#include "daemon/worker.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace celltally {

Worker::Worker(PacketSource& source, Decoder& decoder, Anonymiser& anonymiser, Shard& shard,
               KeySource new_key, WindowSink on_closed)
    : source_(source),
      decoder_(decoder),
      anonymiser_(anonymiser),
      shard_(shard),
      new_key_(std::move(new_key)),
      on_closed_(std::move(on_closed)),
      first_{std::numeric_limits<std::int64_t>::max()},
      clock_{std::numeric_limits<std::int64_t>::min()},
      due_{clock_} {}

bool Worker::step() {
  const auto packets = source_.poll(room_);
  for (Packet& packet : packets) {
    if (packet.at < Calendar::kEarliest || packet.at > Calendar::kLatest) [[unlikely]] {
      packet.at = std::clamp(packet.at, Calendar::kEarliest, Calendar::kLatest);
    }
    if (!burst_.has_room()) flush();
    if (packet.at >= due_) [[unlikely]] {
      close_due(packet.at);
    }
    clock_ = std::max(clock_, packet.at);
    decoder_.decode(packet, burst_);
  }
  packets_ += packets.size();
  flush();
  return !packets.empty() || !source_.finished();
}

void Worker::tick(Timestamp now) {
  now = std::clamp(now, Calendar::kEarliest, Calendar::kLatest);
  decoder_.expire(now);
  if (now >= due_) close_due(now);
  clock_ = std::max(clock_, now);
}

void Worker::begin_anew() {
  begin_epoch();
  first_ = {std::numeric_limits<std::int64_t>::max()};
  clock_ = {std::numeric_limits<std::int64_t>::min()};
  due_ = clock_;
}

void Worker::finish() {
  for (ClosedWindow& window : shard_.close_all()) on_closed_(std::move(window));
}

// The clock is the latest packet time. What was decoded before a window's end is counted before the
// window closes, and before its epoch's key dies.
void Worker::close_due(Timestamp at) {
  if (clock_ < first_) {  // the very first packet: opens the windows it is in
    first_ = at;
    shard_.count({}, at);
    due_ = shard_.next_due();
    return;
  }
  flush();
  const Window day = shard_.day();
  for (ClosedWindow& window : shard_.close(at)) on_closed_(std::move(window));
  if (at >= day.to) begin_epoch();
  due_ = shard_.next_due();
}

void Worker::begin_epoch() {
  anonymiser_.begin_epoch(new_key_());
  events_.fill({});  // the old epoch's tags
}

void Worker::flush() {
  const auto messages = burst_.messages().size();
  const auto events = std::span{events_}.first(messages);
  anonymiser_.anonymise(burst_, events);
  burst_.clear();
  shard_.count(events, clock_);
}

}  // namespace celltally
