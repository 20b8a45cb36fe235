#pragma once

#include <functional>

#include "aggregate/shard.hpp"
#include "daemon/epoch_window.hpp"
#include "daemon/event_feed.hpp"

namespace celltally {

// A worker's own shard, counted by the worker's thread itself, run to completion: for replay and
// for a probe with one worker.
class InlineShard final : public EventFeed {
 public:
  // Called between two bursts with each window that closes; may take its time in replay.
  using WindowSink = std::function<void(EpochWindow)>;

  // Borrows the shard, which must outlive this.
  InlineShard(Shard& shard, WindowSink on_closed);

  Timestamp next_due() const noexcept override { return due_; }
  void advance(Timestamp clock) override;
  void count(std::span<const SignallingEvent> events, Timestamp clock) override {
    shard_.count(events, clock);
  }
  void begin_epoch(Timestamp born) override { epoch_ = born; }
  void begin_anew(std::uint64_t steps) override;
  void rest() override {}
  void finish() override;

 private:
  void close(std::vector<ClosedWindow> windows);

  Shard& shard_;
  WindowSink on_closed_;
  Timestamp epoch_;
  Timestamp due_;  // when the next window closes; before the first packet, always
};

}  // namespace celltally
