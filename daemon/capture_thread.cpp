#include "daemon/capture_thread.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>
#include <stdexcept>
#include <utility>

namespace celltally {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kCopyNs = 100 * kMillisecond;
constexpr std::int64_t kPortsNs = 1000 * kMillisecond;
// Bursts between two looks at the clock while packets come: some 50 microseconds.
constexpr std::uint64_t kPollsPerLook = 16;
// Empty polls before the first sleep: what comes in a stream comes within these.
constexpr std::uint64_t kSpins = 200;

Timestamp whole_seconds(Timestamp at) noexcept {
  return Timestamp::from_seconds(at.seconds());
}

}  // namespace

CaptureThread::CaptureThread(const Settings& settings, Calendar calendar, EpochKey key,
                             std::function<void()> wake, LiveClock::Source clock)
    : settings_(settings),
      wake_(std::move(wake)),
      clock_(std::move(clock)),
      decoder_(settings.reassembly),
      key_protection_(key.protection()),
      anonymiser_(std::move(key), settings.sessions, Anonymiser::Join::telling_messages),
      shard_(settings.counting, std::move(calendar)),
      worker_(
          queues_, decoder_, anonymiser_, shard_, [this] { return next_key(); },
          [this](ClosedWindow window) { put(std::move(window)); }),
      now_(clock_.read().now),
      epoch_(whole_seconds(now_)) {}

CaptureThread::~CaptureThread() {
  stop();
}

// Signals are the control thread's: a new thread inherits what is blocked.
void CaptureThread::start(const std::vector<std::unique_ptr<CapturePort>>& ports) {
  for (const auto& port : ports) ports_.push_back(port.get());
  queues_.attach(ports);
  copy_totals();
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  thread_ = std::thread{[this] { run(); }};
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void CaptureThread::stop() {
  stop_.store(true, std::memory_order_relaxed);
  if (thread_.joinable()) thread_.join();
}

std::vector<EpochWindow> CaptureThread::take_windows() {
  const std::scoped_lock lock{meeting_};
  return std::exchange(closed_, {});
}

CaptureTotals CaptureThread::totals() const {
  const std::scoped_lock lock{meeting_};
  return totals_;
}

std::string CaptureThread::failure() const {
  const std::scoped_lock lock{meeting_};
  return failure_;
}

void CaptureThread::run() noexcept {
  try {
    capture();
  } catch (const std::exception& problem) {
    const std::scoped_lock lock{meeting_};
    failure_ = problem.what();
  }
  finished_.store(true, std::memory_order_release);
  wake_();
}

void CaptureThread::capture() {
  while (!stop_.load(std::memory_order_relaxed) && !queues_.finished()) step();
  drain();
  worker_.finish();
  last_ports_ = {};
  copy_totals();
}

void CaptureThread::step() {
  const std::uint64_t before = worker_.packets();
  worker_.step();
  steps_.fetch_add(1, std::memory_order_relaxed);
  const bool idle = worker_.packets() == before;
  if (!idle) {
    idle_polls_ = 0;
    last_packet_ = now_;
    if (++busy_polls_ % kPollsPerLook == 0) look_at_clock();
    return;
  }
  look_at_clock();
  rest();
}

void CaptureThread::look_at_clock() {
  const LiveClock::Reading reading = clock_.read();
  now_ = reading.now;
  if (settings_.clock == Clock::wall) {
    if (reading.stepped) begin_anew();
    worker_.tick(now_);
  }
  const bool due = now_.ns - last_copy_.ns >= kCopyNs || now_ < last_copy_;
  if (due) copy_totals();
}

// Longer and longer, so that an idle port costs next to nothing, and never so long that a queue of
// packets that come at their fastest would fill up.
void CaptureThread::rest() noexcept {
  if (settings_.spin || ++idle_polls_ < kSpins) return;
  const auto times = static_cast<std::int64_t>(std::min<std::uint64_t>(idle_polls_ - kSpins, 1000));
  const std::int64_t us = std::min(settings_.rest_us, 10 + times);
  std::this_thread::sleep_for(std::chrono::microseconds{us});
}

void CaptureThread::drain() {
  using Steady = std::chrono::steady_clock;
  constexpr int kEmptyPolls = 8;
  const auto until = Steady::now() + std::chrono::milliseconds{settings_.drain_ms};
  for (int empty = 0; empty < kEmptyPolls && Steady::now() < until;) {
    const std::uint64_t before = worker_.packets();
    worker_.step();
    if (queues_.finished()) break;
    if (worker_.packets() != before) {
      empty = 0;
      continue;
    }
    ++empty;
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
}

void CaptureThread::begin_anew() {
  ++clock_steps_;
  worker_.finish();
  worker_.begin_anew();
}

EpochKey CaptureThread::next_key() {
  auto key = EpochKey::generate();
  if (!key) throw std::runtime_error{key.error()};
  key_protection_ = key->protection();
  // Two epochs never share their name, whatever the clock does.
  epoch_ = std::max(whole_seconds(now_), Timestamp::from_seconds(epoch_.seconds() + 1));
  return std::move(*key);
}

void CaptureThread::put(ClosedWindow window) {
  ++windows_;
  {
    const std::scoped_lock lock{meeting_};
    closed_.push_back({std::move(window), epoch_});
  }
  wake_();
}

void CaptureThread::copy_totals() {
  last_copy_ = now_;
  if (now_.ns - last_ports_.ns >= kPortsNs || now_ < last_ports_) {
    last_ports_ = now_;
    port_status_.clear();
    for (CapturePort* port : ports_) port_status_.push_back(port->status());
  }
  CaptureTotals totals{.packets = worker_.packets(),
                       .decoded = decoder_.counters(),
                       .reassembly = decoder_.reassembly(),
                       .joined = anonymiser_.counters(),
                       .counted = shard_.counters(),
                       .people = shard_.people(),
                       .cells = shard_.cells(),
                       .ports = port_status_,
                       .at = now_,
                       .last_packet = last_packet_,
                       .epoch = epoch_,
                       .windows = windows_,
                       .clock_steps = clock_steps_,
                       .key = key_protection_};
  const std::scoped_lock lock{meeting_};
  totals_ = std::move(totals);
}

}  // namespace celltally
