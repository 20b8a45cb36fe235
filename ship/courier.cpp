#include "ship/courier.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "ship/now.hpp"
#include "ship/sink_state_file.hpp"

namespace celltally {

namespace {

constexpr std::chrono::seconds kSaveAgainAfter{5};

std::optional<SinkState> remembered(const Courier::Parts& parts) {
  auto state = load_sink_state(parts.state_path);
  if (state) return *state;
  parts.log(LogLevel::warning, "sink " + parts.name + ": " + state.error() +
                                   "; all that lies in the outbox is delivered again");
  return std::nullopt;
}

bool lists(const std::vector<ListedSegment>& segments, std::uint64_t sequence) {
  return std::any_of(segments.begin(), segments.end(),
                     [&](const ListedSegment& segment) { return segment.sequence == sequence; });
}

}  // namespace

Courier::Courier(Parts parts)
    : parts_(std::move(parts)), schedule_(parts_.settings, remembered(parts_), parts_.random) {
  if (schedule_.begun()) saved_ = schedule_.state().done;
}

void Courier::run() {
  work();
  finished_.store(true, std::memory_order_release);
  parts_.changed();
}

void Courier::work() {
  while (!stopping_.load()) {
    save();
    std::unique_lock lock{mutex_};
    const Now now = Now::read();
    const DeliverySchedule::Step step = schedule_.next(now);
    if (step.sequence) {
      lock.unlock();
      attempt(*step.sequence);
      continue;
    }
    if (stopping_.load()) break;
    std::chrono::nanoseconds wait = std::chrono::hours{1};
    if (step.wait_until) wait = *step.wait_until - now.steady;
    if (unsaved_) wait = std::min<std::chrono::nanoseconds>(wait, kSaveAgainAfter);
    // Woken too early or for nothing: asks the schedule again.
    wake_.wait_for(lock, wait);
  }
  save();
}

void Courier::attempt(std::uint64_t sequence) {
  const auto segment = parts_.source->read(sequence);
  if (segment) return deliver(*segment);
  using Kind = SegmentSource::Problem::Kind;
  const SegmentSource::Problem& problem = segment.error();
  if (problem.kind == Kind::gone) {
    // The outbox dropped it between the listing and now: another listing tells the rest.
    const auto list = parts_.source->list();
    if (list && !lists(*list, sequence)) return outbox_holds(*list);
  }
  std::string said;
  {
    const std::lock_guard lock{mutex_};
    said = problem.kind == Kind::damaged ? schedule_.damaged(sequence, problem.text)
                                         : schedule_.unreadable(problem.text, Now::read());
    unsaved_ = true;
  }
  say(LogLevel::error, said);
  parts_.changed();
}

void Courier::deliver(const Segment& segment) {
  std::string said;
  {
    const std::lock_guard lock{mutex_};
    said = schedule_.compare(segment.header);
    if (!said.empty()) unsaved_ = true;
  }
  if (!said.empty()) return say(LogLevel::warning, said);
  const Delivery delivery = parts_.sink->deliver(segment);
  // Cut off by stop(): tells nothing of the sink.
  if (!delivery.ok() && stopping_.load()) return;
  {
    const std::lock_guard lock{mutex_};
    said = delivery.ok() ? schedule_.delivered(segment.header, segment.sha256, Now::read())
                         : schedule_.failed(segment.header, delivery, Now::read());
    unsaved_ = true;
  }
  say(delivery.ok() ? LogLevel::info : LogLevel::error, said);
  save();
  parts_.changed();
}

void Courier::save() {
  SinkState state;
  {
    const std::lock_guard lock{mutex_};
    if (!unsaved_ || !schedule_.begun()) return;
    unsaved_ = false;
    state = schedule_.state();
  }
  const auto problem = save_sink_state(parts_.state_path, state);
  bool news = false;
  {
    const std::lock_guard lock{mutex_};
    news = problem && state_problem_ != *problem;
    state_problem_ = problem.value_or("");
    if (problem) unsaved_ = true;
    if (!problem) saved_ = state.done;
  }
  if (news) say(LogLevel::error, *problem);
}

void Courier::outbox_holds(std::span<const ListedSegment> segments) {
  std::string said;
  {
    const std::lock_guard lock{mutex_};
    const SinkState before = schedule_.state();
    const bool begun = schedule_.begun();
    said = schedule_.outbox_holds(segments);
    if (begun != schedule_.begun() || before != schedule_.state()) unsaved_ = true;
  }
  wake_.notify_one();
  say(LogLevel::warning, said);
}

void Courier::renew() noexcept {
  parts_.sink->renew();
  {
    const std::lock_guard lock{mutex_};
    schedule_.wait_no_longer();
  }
  wake_.notify_one();
}

void Courier::stop() noexcept {
  {
    const std::lock_guard lock{mutex_};
    stopping_.store(true);
  }
  parts_.sink->stop();
  wake_.notify_one();
}

SinkView Courier::view() const {
  const std::lock_guard lock{mutex_};
  return {.name = parts_.name,
          .tally = schedule_.tally(),
          .refused_names = schedule_.state().refused_names,
          .state_problem = state_problem_};
}

std::optional<std::uint64_t> Courier::saved() const {
  const std::lock_guard lock{mutex_};
  return saved_;
}

void Courier::say(LogLevel level, const std::string& text) const {
  if (!text.empty()) parts_.log(level, "sink " + parts_.name + ": " + text);
}

}  // namespace celltally
