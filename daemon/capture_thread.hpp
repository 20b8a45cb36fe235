#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "capture/idle_backoff.hpp"
#include "daemon/capture_settings.hpp"
#include "daemon/data_thread.hpp"
#include "daemon/live_clock.hpp"
#include "daemon/port_queues.hpp"
#include "daemon/shared_epochs.hpp"
#include "daemon/worker.hpp"
#include "daemon/worker_totals.hpp"

namespace celltally {

// A worker with a thread of its own: polls its queues, looks at the clock between bursts, and tells
// the control thread several times a second what it has done. No packet waits for that.
class CaptureThread {
 public:
  // Takes all memory. Borrows the epochs and the feed, which must outlive it. `number`: this
  // worker's, from 0. `clock` is asked by the thread. Throws std::bad_alloc.
  CaptureThread(std::size_t number, const CaptureSettings& settings, Calendar calendar,
                EpochKey key, SharedEpochs& epochs, EventFeed& feed, LiveClock::Source clock);

  // Before start(): a queue of a port, to be polled, and whether this thread looks after the port.
  void add(SharedPort& port, PacketSource& queue, bool looks_after);

  // Once. `wake` is called from the thread, at its end. Says what DataThread::start() does.
  std::string start(std::optional<std::uint32_t> core, std::function<void()> wake);
  // Polls what still waits in the queues, closes what is open, ends. Does not wait.
  void ask_to_stop() noexcept { stop_.store(true, std::memory_order_relaxed); }
  void join() { thread_.join(); }
  // How the ports are that this one looks after, when no thread polls any more.
  void ask_ports_again();

  WorkerTotals totals() const;
  // Grows as long as the thread moves, packets or not.
  std::uint64_t steps() const noexcept { return steps_.load(std::memory_order_relaxed); }
  // It has ended: asked to, or at the end of the files.
  bool finished() const noexcept { return finished_.load(std::memory_order_acquire); }
  // Why it ended by itself; "" when it did not. A key that cannot be had, no memory.
  std::string failure() const;

  // What the feed has done, for the totals; called by the thread.
  void on_copy(std::function<void(WorkerTotals&)> more) { more_totals_ = std::move(more); }

 private:
  void run() noexcept;
  void capture();
  void step();
  void look_at_ports() noexcept;
  void look_at_clock();
  void look_at_lists();
  void begin_anew(std::uint64_t steps);
  void drain();
  void give_up() noexcept;
  void rest(std::size_t packets);
  EpochStart enter(Window day);
  void copy_totals();

  std::size_t number_;
  CaptureSettings settings_;
  LiveClock clock_;
  SharedEpochs& epochs_;
  IdleBackoff idle_;
  std::vector<SharedPort*> ports_;
  std::vector<SharedPort*> cared_for_;
  std::vector<PacketSource*> polled_;
  std::unique_ptr<QueueAlarm> alarm_;
  PortQueues queues_;
  Decoder decoder_;
  EpochKey::Protection key_protection_;
  Anonymiser anonymiser_;
  EventFeed& feed_;
  Worker worker_;
  std::function<void()> wake_;
  std::function<void(WorkerTotals&)> more_totals_;

  // The thread's own.
  Timestamp now_;
  Timestamp last_packet_;
  Timestamp last_copy_;
  Timestamp last_ports_;
  std::vector<PortStatus> port_status_;
  std::uint64_t clock_steps_ = 0;
  std::uint64_t lists_edition_ = 0;  // of those whose opt-outs are left out
  std::uint64_t busy_polls_ = 0;

  std::atomic<bool> stop_{false};
  std::atomic<bool> finished_{false};
  std::atomic<std::uint64_t> steps_{0};

  mutable std::mutex meeting_;  // guards the rest
  WorkerTotals totals_;
  std::string failure_;

  DataThread thread_;  // last: it uses all the others
};

}  // namespace celltally
