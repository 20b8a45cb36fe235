#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "outbox/segment_header.hpp"
#include "ship/backoff.hpp"
#include "ship/delivery.hpp"
#include "ship/delivery_settings.hpp"
#include "ship/listed_segment.hpp"
#include "ship/now.hpp"
#include "ship/sink_state.hpp"
#include "ship/sink_tally.hpp"

namespace celltally {

// Which segment one sink gets next, and when: in order, one at a time, after a failure later and
// later. Knows nothing of files, threads or clocks. What it says is what happened, for the log;
// empty when nothing is worth a line.
class DeliverySchedule {
 public:
  // What to do now. `sequence`: deliver this one; else `wait_until` on the steady clock, or until
  // the outbox changes when there is none.
  struct Step {
    std::optional<std::uint64_t> sequence{};
    std::optional<std::chrono::nanoseconds> wait_until{};
  };

  // `state`: what was remembered; nothing for a sink that begins with what lies in the outbox.
  DeliverySchedule(const DeliverySettings& settings, std::optional<SinkState> state,
                   RandomSource random);

  // The outbox as SegmentSource::list() gave it. What is missing is dropped, never waited for.
  std::string outbox_holds(std::span<const ListedSegment> segments);

  Step next(const Now& now) const;

  // How the delivery of the segment that next() named ended.
  std::string delivered(const SegmentHeader& header, const std::string& sha256, const Now& now);
  std::string failed(const SegmentHeader& header, const Delivery& delivery, const Now& now);

  // The next attempt may be made at once: something was mended. Later pauses are short again.
  void wait_no_longer();

  // What next() named could not be read: damaged for ever, or perhaps readable later.
  std::string damaged(std::uint64_t sequence, const std::string& text);
  std::string unreadable(const std::string& text, const Now& now);

  // Looks whether `header`, which next() named, belongs to the chain of what was delivered last.
  // When it does not, the outbox is another one, made anew, and everything in it is delivered: then
  // this gives a line for the log, and next() is to be asked again. Empty when all is well.
  std::string compare(const SegmentHeader& header);

  // Whether a first segment was seen, so that the state means something.
  bool begun() const noexcept { return begun_; }
  const SinkState& state() const noexcept { return state_; }
  SinkTally tally() const;

 private:
  void skip_what_is_gone();
  void pass(std::uint64_t sequence);
  std::string begin_anew(std::uint64_t first, const std::string& why);
  std::string wait_after(const std::string& reason, std::optional<std::chrono::seconds> asked,
                         const Now& now);
  std::string put_aside(const SegmentHeader& header, const std::string& reason);

  DeliverySettings settings_;
  Backoff backoff_;
  SinkState state_;
  bool begun_;                          // the state's cursor means something
  bool compared_ = false;               // follows() was asked
  std::vector<std::uint64_t> waiting_;  // sorted, all above done; at most what the outbox holds
  std::vector<std::uint64_t> held_;     // the same with what is done
  std::uint64_t newest_ = 0;            // the greatest sequence ever seen
  std::optional<std::chrono::nanoseconds> wait_until_;
  std::uint32_t refusals_ = 0;  // of the segment whose turn it is, in a row
  std::uint64_t attempts_ = 0;
  std::uint64_t failures_ = 0;
  std::uint64_t rows_ = 0;
};

}  // namespace celltally
