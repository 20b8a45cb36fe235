#include "ship/delivery_schedule.hpp"

#include <algorithm>
#include <utility>

#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

std::string name_of(const SegmentHeader& header) {
  return std::to_string(header.sequence) + " " + std::string{to_text(header.statistic)} + " " +
         utc_seconds(header.window.from);
}

std::string seconds_text(std::chrono::nanoseconds wait) {
  const auto tenths = wait.count() / 100'000'000;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

}  // namespace

DeliverySchedule::DeliverySchedule(const DeliverySettings& settings, std::optional<SinkState> state,
                                   RandomSource random)
    : settings_(settings),
      backoff_(settings, std::move(random)),
      state_(state ? std::move(*state) : SinkState{}),
      begun_(state.has_value()) {
  newest_ = state_.done;
}

std::string DeliverySchedule::outbox_holds(std::span<const ListedSegment> segments) {
  held_.clear();
  for (const ListedSegment& segment : segments) held_.push_back(segment.sequence);
  std::string said;
  if (!held_.empty() && !begun_) {
    state_.begun = state_.done = newest_ = held_.front() - 1;
    begun_ = true;
  } else if (!held_.empty() && held_.back() < state_.done) {
    said =
        begin_anew(held_.front(), "its newest segment is " + std::to_string(held_.back()) +
                                      ", but " + std::to_string(state_.done) + " was done already");
  }
  if (!held_.empty()) newest_ = std::max(newest_, held_.back());
  const std::uint64_t dropped_before = state_.dropped;
  waiting_.assign(std::upper_bound(held_.begin(), held_.end(), state_.done), held_.end());
  skip_what_is_gone();
  if (said.empty() && state_.dropped != dropped_before) {
    said = std::to_string(state_.dropped - dropped_before) +
           " segments left the outbox before they were delivered; now at " +
           std::to_string(state_.done);
  }
  return said;
}

// The cursor goes on to just below what is there next; what it passes is lost to this sink.
void DeliverySchedule::skip_what_is_gone() {
  const std::uint64_t reach = waiting_.empty() ? newest_ : waiting_.front() - 1;
  if (reach <= state_.done) return;
  state_.dropped += reach - state_.done;
  pass(reach);
}

void DeliverySchedule::pass(std::uint64_t sequence) {
  state_.done = sequence;
  state_.done_sha256.clear();
  waiting_.erase(waiting_.begin(), std::upper_bound(waiting_.begin(), waiting_.end(), sequence));
  refusals_ = 0;
}

DeliverySchedule::Step DeliverySchedule::next(const Now& now) const {
  if (waiting_.empty()) return {};
  if (wait_until_ && now.steady < *wait_until_) return {std::nullopt, wait_until_};
  return {waiting_.front(), std::nullopt};
}

std::string DeliverySchedule::delivered(const SegmentHeader& header, const std::string& sha256,
                                        const Now& now) {
  ++attempts_;
  ++state_.delivered;
  rows_ += header.rows;
  pass(header.sequence);
  state_.done_sha256 = sha256;
  skip_what_is_gone();
  backoff_.reset();
  wait_until_.reset();
  if (!state_.failing_since) return {};
  // The wall clock may have been set back meanwhile.
  const auto failed_s =
      std::max<std::int64_t>(0, (now.wall.ns - state_.failing_since->ns) / 1'000'000'000);
  state_.failing_since.reset();
  return "delivers again, after " + std::to_string(failed_s) + " s; " +
         std::to_string(waiting_.size()) + " segments waiting";
}

std::string DeliverySchedule::failed(const SegmentHeader& header, const Delivery& delivery,
                                     const Now& now) {
  ++attempts_;
  ++failures_;
  const bool refused = delivery.outcome == Delivery::Outcome::refused;
  if (refused && ++refusals_ >= settings_.refusals_most) {
    return put_aside(header, delivery.reason);
  }
  if (!refused) refusals_ = 0;
  return wait_after("segment " + name_of(header) + ": " + delivery.reason, delivery.retry_after,
                    now);
}

void DeliverySchedule::wait_no_longer() {
  backoff_.reset();
  wait_until_.reset();
}

// A segment whose content is at fault must not hold up those behind it.
std::string DeliverySchedule::put_aside(const SegmentHeader& header, const std::string& reason) {
  ++state_.refused;
  state_.last_error = reason;
  // An answer came, so the sink lives.
  state_.failing_since.reset();
  state_.refused_names.push_back(name_of(header));
  if (state_.refused_names.size() > SinkState::kNamesMost) {
    state_.refused_names.erase(state_.refused_names.begin());
  }
  const std::uint32_t times = refusals_;
  pass(header.sequence);
  skip_what_is_gone();
  backoff_.reset();
  wait_until_.reset();
  return "segment " + name_of(header) + " was refused " + std::to_string(times) +
         " times and is put aside: " + reason;
}

std::string DeliverySchedule::wait_after(const std::string& reason,
                                         std::optional<std::chrono::seconds> asked,
                                         const Now& now) {
  std::chrono::nanoseconds wait = backoff_.next();
  if (asked) {
    const std::chrono::nanoseconds bounded = std::min(*asked, settings_.retry_after_most);
    wait = std::max(wait, bounded);
  }
  wait_until_ = now.steady + wait;
  if (!state_.failing_since) state_.failing_since = now.wall;
  const bool news = state_.last_error != reason;
  state_.last_error = reason;
  return news ? reason + "; again in " + seconds_text(wait) : std::string{};
}

std::string DeliverySchedule::damaged(std::uint64_t sequence, const std::string& text) {
  ++state_.dropped;
  ++state_.damaged;
  state_.last_error = text;
  pass(sequence);
  skip_what_is_gone();
  return "a damaged segment is passed over: " + text;
}

std::string DeliverySchedule::unreadable(const std::string& text, const Now& now) {
  ++failures_;
  return wait_after(text, std::nullopt, now);
}

// The first segment of a chain names none before it. Otherwise the chain is compared once, with
// what was delivered before the process started: later a hole may lie between.
std::string DeliverySchedule::compare(const SegmentHeader& header) {
  const bool first_of_chain = header.previous.find_first_not_of('0') == std::string::npos;
  if (first_of_chain && header.sequence != state_.begun + 1) {
    return begin_anew(header.sequence,
                      "segment " + std::to_string(header.sequence) + " is the first of its chain");
  }
  if (std::exchange(compared_, true)) return {};
  if (state_.done_sha256.empty() || header.sequence != state_.done + 1) return {};
  if (header.previous == state_.done_sha256) return {};
  return begin_anew(held_.front(), "segment " + std::to_string(header.sequence) +
                                       " does not follow the one delivered last");
}

// REQUIRES: the outbox holds `first`.
std::string DeliverySchedule::begin_anew(std::uint64_t first, const std::string& why) {
  state_ = SinkState{};
  state_.begun = state_.done = first - 1;
  newest_ = held_.back();
  waiting_.assign(std::lower_bound(held_.begin(), held_.end(), first), held_.end());
  refusals_ = 0;
  wait_until_.reset();
  backoff_.reset();
  return "the outbox was made anew (" + why + "); it is delivered from segment " +
         std::to_string(first) + ", and counting begins anew";
}

SinkTally DeliverySchedule::tally() const {
  SinkTally tally{.delivered = state_.delivered,
                  .waiting = waiting_.size(),
                  .refused = state_.refused,
                  .dropped = state_.dropped,
                  .damaged = state_.damaged,
                  .attempts = attempts_,
                  .failures = failures_,
                  .rows = rows_,
                  .done = state_.done,
                  .last_error = state_.last_error,
                  .failing_since = state_.failing_since};
  tally.closed = std::max(newest_, state_.done) - state_.begun;
  // Holes between those that wait are lost already, though the cursor has not come by.
  if (!waiting_.empty()) {
    tally.dropped += waiting_.back() - state_.done - waiting_.size();
    tally.dropped += newest_ - waiting_.back();
  }
  return tally;
}

}  // namespace celltally
