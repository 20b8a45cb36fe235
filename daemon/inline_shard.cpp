#include "daemon/inline_shard.hpp"

#include <limits>
#include <utility>

namespace celltally {
namespace {

constexpr Timestamp kAlways{std::numeric_limits<std::int64_t>::min()};

}  // namespace

InlineShard::InlineShard(Shard& shard, WindowSink on_closed)
    : shard_(shard), on_closed_(std::move(on_closed)), due_(kAlways) {}

void InlineShard::advance(Timestamp clock) {
  if (due_ == kAlways) {  // the very first packet: opens the windows it is in
    shard_.count({}, clock);
  } else {
    close(shard_.close(clock));
  }
  due_ = shard_.next_due();
}

void InlineShard::begin_anew(std::uint64_t) {
  finish();
}

void InlineShard::finish() {
  close(shard_.close_all());
  due_ = kAlways;
}

void InlineShard::close(std::vector<ClosedWindow> windows) {
  for (ClosedWindow& window : windows) on_closed_({std::move(window), epoch_});
}

}  // namespace celltally
