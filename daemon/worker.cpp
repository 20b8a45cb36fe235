#include "daemon/worker.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace celltally {

Worker::Worker(PacketSource& source, Decoder& decoder, Anonymiser& anonymiser, Calendar calendar,
               KeySource new_key, EventFeed& feed)
    : source_(source),
      decoder_(decoder),
      anonymiser_(anonymiser),
      calendar_(std::move(calendar)),
      new_key_(std::move(new_key)),
      feed_(feed) {
  forget_time();
}

bool Worker::step() {
  const auto packets = source_.poll(room_);
  for (Packet& packet : packets) {
    if (packet.at < Calendar::kEarliest || packet.at > Calendar::kLatest) [[unlikely]] {
      packet.at = std::clamp(packet.at, Calendar::kEarliest, Calendar::kLatest);
    }
    if (!burst_.has_room()) flush();
    if (packet.at >= due_) [[unlikely]] {
      advance(packet.at);
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
  if (now >= due_) advance(now);
  clock_ = std::max(clock_, now);
}

void Worker::begin_anew(std::uint64_t steps) {
  feed_.begin_anew(steps);
  forget_time();
}

void Worker::forget_time() noexcept {
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  first_ = {std::numeric_limits<std::int64_t>::max()};
  clock_ = day_end_ = due_ = {kMin};
}

// What was decoded before a window's end is counted before the window closes, and before its
// epoch's key dies.
void Worker::advance(Timestamp at) {
  flush();
  first_ = std::min(first_, at);
  feed_.advance(at);
  if (at >= day_end_) {
    const Window day = calendar_.day(at);
    EpochStart start = new_key_(day, at);
    if (start.key) anonymiser_.begin_epoch(std::move(*start.key));
    events_.fill(SignallingEvent{});  // the old epoch's tags
    feed_.begin_epoch(start.born);
    day_end_ = day.to;
  }
  due_ = std::min(feed_.next_due(), day_end_);
}

void Worker::flush() {
  const auto messages = burst_.messages().size();
  const auto events = std::span{events_}.first(messages);
  anonymiser_.anonymise(burst_, events);
  burst_.clear();
  anonymiser_.revisions().in_order(
      events, [this](std::span<const SignallingEvent> part) { feed_.count(part, clock_); });
}

}  // namespace celltally
