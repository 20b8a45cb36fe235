#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "daemon/data_thread.hpp"
#include "daemon/shard_merge.hpp"
#include "daemon/shard_totals.hpp"

namespace celltally {

// A shard with a thread of its own and a ring from each worker. It ends when all workers have
// finished, having closed every window.
class ShardThread {
 public:
  struct Settings {
    Shard::Limits counting;
    std::shared_ptr<CountingBases> bases;  // of all shards; not nullptr
    std::size_t workers = 1;
    std::size_t ring_items = 65'536;  // of each worker's ring
    bool spin = false;                // never rest between passes
  };

  // Takes all memory. `on_closed` is called from the thread. Throws std::bad_alloc.
  ShardThread(const Settings& settings, Calendar calendar, ShardMerge::WindowSink on_closed);

  // What worker number so and so writes to; good as long as this.
  EventRing& ring(std::size_t worker) noexcept { return *rings_[worker]; }

  // Once. Says what DataThread::start() does.
  std::string start(const std::string& name, std::optional<std::uint32_t> core);
  // Waits for the end. REQUIRES: every worker has finished.
  void join() { thread_.join(); }

  ShardTotals totals() const;
  // Grows as long as the thread moves.
  std::uint64_t steps() const noexcept { return steps_.load(std::memory_order_relaxed); }
  bool finished() const noexcept { return finished_.load(std::memory_order_acquire); }
  // Why it counts no more, though it goes on taking from the rings: no memory. "" when it does.
  std::string failure() const;

 private:
  void run() noexcept;
  void count();
  void copy_totals();

  Settings settings_;
  std::vector<std::unique_ptr<EventRing>> rings_;
  Shard shard_;
  ShardMerge merge_;
  std::atomic<bool> finished_{false};
  std::atomic<std::uint64_t> steps_{0};

  mutable std::mutex meeting_;  // guards the rest
  ShardTotals totals_;
  std::string failure_;

  DataThread thread_;  // last: it uses all the others
};

}  // namespace celltally
