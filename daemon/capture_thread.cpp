#include "daemon/capture_thread.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "capture/drain.hpp"
#include "capture/live_interface.hpp"

namespace celltally {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kCopyNs = 100 * kMillisecond;
constexpr std::int64_t kPortsNs = 1000 * kMillisecond;
// Bursts between two looks at the clock while packets come: some 50 microseconds.
constexpr std::uint64_t kPollsPerLook = 16;

}  // namespace

CaptureThread::CaptureThread(std::size_t number, const CaptureSettings& settings, Calendar calendar,
                             EpochKey key, SharedEpochs& epochs, EventFeed& feed,
                             LiveClock::Source clock)
    : number_(number),
      settings_(settings),
      clock_(std::move(clock)),
      epochs_(epochs),
      idle_(settings.ring_packets, 0),
      key_protection_(key.protection()),
      anonymiser_(std::move(key), settings.sessions, Anonymiser::Join::telling_messages),
      feed_(feed),
      worker_(
          queues_, decoder_, anonymiser_, std::move(calendar),
          [this](Window day, Timestamp) { return enter(day); }, feed_),
      now_(clock_.read().now) {}

void CaptureThread::add(SharedPort& port, PacketSource& queue, bool looks_after) {
  queues_.add(port, queue);
  polled_.push_back(&queue);
  if (std::find(ports_.begin(), ports_.end(), &port) == ports_.end()) ports_.push_back(&port);
  if (looks_after) cared_for_.push_back(&port);
}

std::string CaptureThread::start(std::optional<std::uint32_t> core, std::function<void()> wake) {
  wake_ = std::move(wake);
  copy_totals();
  return thread_.start("worker-" + std::to_string(number_), core, [this] { run(); });
}

void CaptureThread::ask_ports_again() {
  last_ports_ = {};
  copy_totals();
}

WorkerTotals CaptureThread::totals() const {
  const std::scoped_lock lock{meeting_};
  return totals_;
}

std::string CaptureThread::failure() const {
  const std::scoped_lock lock{meeting_};
  return failure_;
}

void CaptureThread::run() noexcept {
  for (SharedPort* port : ports_) port->port.enter_thread();
  // One alarm cannot stand for several queues.
  if (settings_.interrupts && polled_.size() == 1)
    alarm_ = ports_.front()->port.alarm(*polled_.front());
  try {
    capture();
    worker_.finish();
  } catch (const std::exception& problem) {
    {
      const std::scoped_lock lock{meeting_};
      failure_ = problem.what();
    }
    give_up();
  }
  alarm_.reset();
  for (SharedPort* port : ports_) port->port.leave_thread();
  copy_totals();
  finished_.store(true, std::memory_order_release);
  wake_();
}

// The shards wait for the end of every worker.
void CaptureThread::give_up() noexcept {
  try {
    feed_.finish();
  } catch (const std::exception&) {  // what cannot be closed is lost; the failure says so
  }
}

void CaptureThread::capture() {
  while (!stop_.load(std::memory_order_relaxed) && !queues_.finished()) step();
  drain();
}

void CaptureThread::step() {
  const std::uint64_t before = worker_.packets();
  worker_.step();
  steps_.fetch_add(1, std::memory_order_relaxed);
  const auto packets = static_cast<std::size_t>(worker_.packets() - before);
  if (packets > 0) last_packet_ = now_;
  if (packets == 0) look_at_ports();
  if (packets == 0 || ++busy_polls_ % kPollsPerLook == 0) look_at_clock();
  if (!settings_.spin) rest(packets);
}

// The clock is looked at, and steps are taken, also while nothing comes.
void CaptureThread::rest(std::size_t packets) {
  constexpr std::uint32_t kSleepMostMs = 100;
  const IdleBackoff::Rest rest = idle_.after(packets);
  if (alarm_ && rest.kind == IdleBackoff::Rest::Kind::sleep) return alarm_->sleep(kSleepMostMs);
  take(rest);
}

void CaptureThread::look_at_ports() noexcept {
  for (SharedPort* port : cared_for_) {
    if (port->port.finished()) port->finished.store(true, std::memory_order_relaxed);
  }
  if (settings_.clock == CaptureSettings::Clock::packets) worker_.rest();
}

// How often the clock was set is asked first: what another worker saw before that, this one sees
// now too.
void CaptureThread::look_at_clock() {
  std::uint64_t steps = epochs_.clock_steps();
  const LiveClock::Reading reading = clock_.read();
  now_ = reading.now;
  if (settings_.clock == CaptureSettings::Clock::wall) {
    if (reading.stepped && steps == clock_steps_) steps = epochs_.clock_was_set(steps);
    if (steps != clock_steps_) begin_anew(steps);
    worker_.tick(now_);
  }
  if (epochs_.lists_edition() != lists_edition_) look_at_lists();
  const bool due = now_.ns - last_copy_.ns >= kCopyNs || now_ < last_copy_;
  if (due) copy_totals();
}

// In the middle of an epoch; at its beginning they are the epoch's.
void CaptureThread::look_at_lists() {
  lists_edition_ = epochs_.lists_edition();
  anonymiser_.also_leave_out(epochs_.lists());
}

void CaptureThread::begin_anew(std::uint64_t steps) {
  clock_steps_ = steps;
  epochs_.begin_anew(number_, steps);
  worker_.begin_anew(steps);
}

void CaptureThread::drain() {
  std::int64_t held_back_ns = 0;
  for (const SharedPort* port : ports_) {
    held_back_ns = std::max(held_back_ns, port->port.held_back_ns());
  }
  const std::int64_t deadline_ns =
      LiveInterface::monotonic_ns() + settings_.drain_ms * kMillisecond;
  Drain drain{{.quiet_ns = held_back_ns + kMillisecond, .deadline_ns = deadline_ns}};
  std::uint64_t before = 0;
  do {
    before = worker_.packets();
    worker_.step();
  } while (drain.goes_on(worker_.packets() - before, LiveInterface::monotonic_ns()) &&
           !queues_.finished());
}

EpochStart CaptureThread::enter(Window day) {
  EpochStart start = epochs_.enter(number_, day, now_);
  if (start.key) key_protection_ = start.key->protection();
  decoder_.set_machine_rules(start.machines);
  anonymiser_.use_lists(start.lists);
  lists_edition_ = 0;  // others may have come since the epoch was made
  return start;
}

void CaptureThread::copy_totals() {
  last_copy_ = now_;
  if (now_.ns - last_ports_.ns >= kPortsNs || now_ < last_ports_) {
    last_ports_ = now_;
    port_status_.clear();
    for (SharedPort* port : cared_for_) port_status_.push_back(port->port.status());
  }
  WorkerTotals totals;
  totals.packets = worker_.packets();
  totals.decoded = decoder_.counters();
  totals.reassembly = decoder_.reassembly();
  totals.joined = anonymiser_.counters();
  totals.ports = port_status_;
  totals.at = now_;
  totals.last_packet = last_packet_;
  totals.key = key_protection_;
  if (more_totals_) more_totals_(totals);
  const std::scoped_lock lock{meeting_};
  totals_ = std::move(totals);
}

}  // namespace celltally
