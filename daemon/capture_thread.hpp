#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "daemon/capture_port.hpp"
#include "daemon/capture_totals.hpp"
#include "daemon/epoch_window.hpp"
#include "daemon/live_clock.hpp"
#include "daemon/port_queues.hpp"
#include "daemon/worker.hpp"

namespace celltally {

// The thread that captures, decodes, tags and counts, run to completion. It meets the control
// thread in two places only, both between two bursts: closed windows are put into a list, and
// several times a second the totals are copied. No packet waits for either.
class CaptureThread {
 public:
  // What makes windows close.
  enum class Clock : std::uint8_t {
    wall,     // the machine's clock, whether or not packets come
    packets,  // the packets' own time, as in replay
  };
  struct Settings {
    Clock clock = Clock::wall;
    UdpReassembler::Limits reassembly;
    Anonymiser::Limits sessions;
    Shard::Limits counting;
    bool spin = false;             // never sleep between polls
    std::int64_t rest_us = 500;    // the longest sleep between two polls of idle ports
    std::int64_t drain_ms = 1000;  // at the end, for what waits in the ports
  };

  // Takes all memory, which may take seconds, and the first key. `wake` is called from the thread
  // when there is something for the control thread: windows, or the end. Throws std::bad_alloc.
  CaptureThread(const Settings& settings, Calendar calendar, EpochKey key,
                std::function<void()> wake, LiveClock::Source clock = LiveClock::of_system);
  ~CaptureThread();

  // Once. `ports` must outlive this, and be left alone until stop() returned.
  void start(const std::vector<std::unique_ptr<CapturePort>>& ports);
  // Polls what still waits in the ports, closes the open windows, ends. Idempotent.
  void stop();

  // Those that closed since the last call, in the order of closing.
  std::vector<EpochWindow> take_windows();
  CaptureTotals totals() const;
  // Grows as long as the thread moves, packets or not.
  std::uint64_t steps() const noexcept { return steps_.load(std::memory_order_relaxed); }
  // Of files: the end was reached; the windows are closed.
  bool finished() const noexcept { return finished_.load(std::memory_order_acquire); }
  // Why it ended by itself; "" when it did not. A key that cannot be had, no memory.
  std::string failure() const;

 private:
  void run() noexcept;
  void capture();
  void step();
  void look_at_clock();
  void rest() noexcept;
  void drain();
  void begin_anew();
  EpochKey next_key();
  void put(ClosedWindow window);
  void copy_totals();

  std::vector<CapturePort*> ports_;
  Settings settings_;
  std::function<void()> wake_;
  LiveClock clock_;
  PortQueues queues_;
  Decoder decoder_;
  EpochKey::Protection key_protection_;
  Anonymiser anonymiser_;
  Shard shard_;
  Worker worker_;

  // The capture thread's own.
  Timestamp now_;
  Timestamp epoch_;
  Timestamp last_packet_;
  Timestamp last_copy_;
  Timestamp last_ports_;
  std::vector<PortStatus> port_status_;
  std::uint64_t windows_ = 0;
  std::uint64_t clock_steps_ = 0;
  std::uint64_t idle_polls_ = 0;
  std::uint64_t busy_polls_ = 0;

  std::atomic<bool> stop_{false};
  std::atomic<bool> finished_{false};
  std::atomic<std::uint64_t> steps_{0};

  mutable std::mutex meeting_;  // guards the rest
  std::vector<EpochWindow> closed_;
  CaptureTotals totals_;
  std::string failure_;

  std::thread thread_;
};

}  // namespace celltally
