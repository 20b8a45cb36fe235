#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "ship/backoff.hpp"
#include "ship/delivery_schedule.hpp"
#include "ship/delivery_settings.hpp"
#include "ship/segment_source.hpp"
#include "ship/ship_log.hpp"
#include "ship/sink.hpp"
#include "ship/sink_view.hpp"

namespace celltally {

// Carries segments to one sink, in a thread of its own, so that a slow or dead sink delays nobody
// else. Remembers how far it came in a file that it alone writes.
class Courier {
 public:
  struct Parts {
    std::string name;  // of the sink: [a-z0-9-]
    std::unique_ptr<Sink> sink;
    DeliverySettings settings;
    std::shared_ptr<const SegmentSource> source;
    std::string state_path;
    ShipLog log;
    RandomSource random;
    std::function<void()> changed;  // called from the courier's thread: view() or saved() differ
  };

  // Reads the state file. One that is not whole is told and left aside: the sink begins anew.
  explicit Courier(Parts parts);

  // The courier's thread: returns after stop().
  void run();
  bool finished() const noexcept { return finished_.load(std::memory_order_acquire); }

  // Any thread.
  void outbox_holds(std::span<const ListedSegment> segments);
  // The sink reads its secrets again, and what waits for another attempt waits no longer.
  void renew() noexcept;
  void stop() noexcept;
  SinkView view() const;
  // Up to which sequence everything is done, as it stands in the state file; nothing before the
  // first segment was seen.
  std::optional<std::uint64_t> saved() const;

 private:
  void work();
  void attempt(std::uint64_t sequence);
  void deliver(const Segment& segment);
  void save();
  void say(LogLevel level, const std::string& text) const;

  Parts parts_;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> finished_{false};

  mutable std::mutex mutex_;  // never held while the sink, a file or the log is at work
  std::condition_variable wake_;
  DeliverySchedule schedule_;
  bool unsaved_ = false;
  std::optional<std::uint64_t> saved_;
  std::string state_problem_;
};

}  // namespace celltally
