#include "daemon/capture_pipeline.hpp"

#include <algorithm>
#include <utility>

#include "daemon/counter_sum.hpp"

namespace celltally {
namespace {

// People fall to the shards at random, so each has its part of them and a few more. Any shard may
// see any cell.
Shard::Limits part_of(Shard::Limits limits, std::size_t shards) {
  const auto part = [shards](std::size_t all) { return all / shards + all / shards / 16 + 1; };
  if (shards == 1) return limits;
  limits.people_max = part(limits.people_max);
  limits.visits_max = part(limits.visits_max);
  return limits;
}

void add(const WorkerTotals& worker, CaptureTotals& all) {
  all.packets += worker.packets;
  add_to(all.decoded, worker.decoded);
  add_to(all.reassembly, worker.reassembly);
  add_to(all.joined, worker.joined);
  all.no_event += worker.no_event;
  all.ring_waits += worker.ring_waits;
  all.ports.insert(all.ports.end(), worker.ports.begin(), worker.ports.end());
  all.at = all.workers.empty() ? worker.at : std::min(all.at, worker.at);
  all.last_packet = std::max(all.last_packet, worker.last_packet);
  all.key = worker.key;
  all.workers.push_back(worker);
}

void add(const ShardTotals& shard, CaptureTotals& all) {
  add_to(all.counted, shard.counted);
  all.people += shard.people;
  all.cells = std::max(all.cells, shard.cells);
  all.shards.push_back(shard);
}

}  // namespace

CapturePipeline::CapturePipeline(const CaptureSettings& settings, const Calendar& calendar,
                                 std::vector<EpochKey> keys, std::function<void()> wake,
                                 const LiveClock::Source& clock)
    : settings_(settings),
      wake_(std::move(wake)),
      epochs_(settings.workers, {clock().wall_ns}, settings.machines, settings.lists),
      bases_(std::make_shared<CountingBases>(settings.basis)),
      closed_(settings.shards) {
  if (settings.one_thread()) {
    make_one_thread(std::move(keys), calendar, clock);
  } else {
    make_threads(std::move(keys), calendar, clock);
  }
}

CapturePipeline::~CapturePipeline() {
  stop();
}

void CapturePipeline::make_one_thread(std::vector<EpochKey> keys, const Calendar& calendar,
                                      const LiveClock::Source& clock) {
  own_shard_ = std::make_unique<Shard>(settings_.counting, calendar, bases_);
  feeds_.push_back(std::make_unique<InlineShard>(
      *own_shard_, [this](EpochWindow window) { put(std::move(window)); }));
  workers_.push_back(std::make_unique<CaptureThread>(0, settings_, calendar, std::move(keys.at(0)),
                                                     epochs_, *feeds_.front(), clock));
  workers_.front()->on_copy([this](WorkerTotals&) {
    const std::scoped_lock lock{meeting_};
    own_totals_.counted = own_shard_->counters();
    own_totals_.people = own_shard_->people();
    own_totals_.cells = own_shard_->cells();
  });
}

void CapturePipeline::make_threads(std::vector<EpochKey> keys, const Calendar& calendar,
                                   const LiveClock::Source& clock) {
  const ShardThread::Settings of_shards{.counting = part_of(settings_.counting, settings_.shards),
                                        .bases = bases_,
                                        .workers = settings_.workers,
                                        .ring_items = settings_.ring_items,
                                        .spin = settings_.spin};
  for (std::size_t i = 0; i < settings_.shards; ++i) {
    shards_.push_back(std::make_unique<ShardThread>(
        of_shards, calendar, [this](EpochWindow window) { put(std::move(window)); }));
  }
  for (std::size_t i = 0; i < settings_.workers; ++i) {
    std::vector<EventRing*> rings;
    for (const auto& shard : shards_) rings.push_back(&shard->ring(i));
    auto feed = std::make_unique<RingFeed>(rings);
    const RingFeed& fed = *feed;
    feeds_.push_back(std::move(feed));
    workers_.push_back(std::make_unique<CaptureThread>(
        i, settings_, calendar, std::move(keys.at(i)), epochs_, *feeds_.back(), clock));
    workers_.back()->on_copy([&fed](WorkerTotals& totals) {
      totals.no_event = fed.counters().no_event;
      totals.ring_waits = fed.counters().waits;
    });
  }
}

// Queue by queue to worker by worker; the worker that has a port's first queue looks after it.
void CapturePipeline::share_out(const std::vector<std::unique_ptr<CapturePort>>& ports) {
  std::size_t next = 0;
  for (const auto& port : ports) {
    ports_.push_back(std::make_unique<SharedPort>(*port));
    bool first = true;
    for (PacketSource* queue : port->queues()) {
      workers_[next]->add(*ports_.back(), *queue, std::exchange(first, false));
      next = next + 1 == workers_.size() ? 0 : next + 1;
    }
  }
}

std::vector<std::string> CapturePipeline::start(
    const std::vector<std::unique_ptr<CapturePort>>& ports) {
  share_out(ports);
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < shards_.size(); ++i) {
    notes.push_back(shards_[i]->start("shard-" + std::to_string(i), core(workers_.size() + i)));
  }
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    notes.push_back(workers_[i]->start(core(i), wake_));
  }
  std::erase(notes, "");
  return notes;
}

std::optional<std::uint32_t> CapturePipeline::core(std::size_t thread) const {
  if (thread >= settings_.cores.size()) return std::nullopt;
  return settings_.cores[thread];
}

// Workers first: shards end when all workers have.
void CapturePipeline::stop() {
  for (const auto& worker : workers_) worker->ask_to_stop();
  for (const auto& worker : workers_) worker->join();
  for (const auto& shard : shards_) shard->join();
  for (const auto& worker : workers_) worker->ask_ports_again();
  const std::scoped_lock lock{meeting_};
  closed_.finish();
}

void CapturePipeline::put(EpochWindow window) {
  {
    const std::scoped_lock lock{meeting_};
    closed_.add(std::move(window));
  }
  wake_();
}

std::vector<EpochWindow> CapturePipeline::take_windows() {
  const std::scoped_lock lock{meeting_};
  std::vector<EpochWindow> windows = closed_.take();
  windows_ += windows.size();
  return windows;
}

CaptureTotals CapturePipeline::totals() const {
  CaptureTotals all;
  for (const auto& worker : workers_) add(worker->totals(), all);
  for (const auto& shard : shards_) add(shard->totals(), all);
  const std::scoped_lock lock{meeting_};
  if (own_shard_) add(own_totals_, all);
  all.counted.no_event += all.no_event;
  all.epoch = epochs_.latest();
  all.windows = windows_;
  all.clock_steps = epochs_.clock_steps();
  return all;
}

bool CapturePipeline::moved() {
  std::vector<std::uint64_t> steps;
  std::vector<bool> ended;
  for (const auto& worker : workers_) {
    steps.push_back(worker->steps());
    ended.push_back(worker->finished());
  }
  for (const auto& shard : shards_) {
    steps.push_back(shard->steps());
    ended.push_back(shard->finished());
  }
  last_steps_.resize(steps.size());
  bool all = true;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    all = all && (ended[i] || steps[i] != last_steps_[i]);
  }
  last_steps_ = std::move(steps);
  return all;
}

bool CapturePipeline::finished() const noexcept {
  const auto ended = [](const auto& thread) { return thread->finished(); };
  return std::all_of(workers_.begin(), workers_.end(), ended) || !failure().empty();
}

std::string CapturePipeline::failure() const {
  for (const auto& worker : workers_) {
    if (std::string reason = worker->failure(); !reason.empty()) return reason;
  }
  for (const auto& shard : shards_) {
    if (std::string reason = shard->failure(); !reason.empty()) return reason;
  }
  return "";
}

}  // namespace celltally
