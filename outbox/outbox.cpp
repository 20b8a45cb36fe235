#include "outbox/outbox.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

#include "outbox/segment_text.hpp"

namespace celltally {

namespace {

const std::string kNoPrevious(64, '0');

}  // namespace

Result<Outbox, std::string> Outbox::open(const std::string& folder, const OutboxLimits& limits,
                                         Timestamp now, std::uint64_t acknowledged) {
  Outbox outbox{OutboxFolder{folder}, limits, acknowledged};
  const auto names = outbox.folder_.names();
  if (!names) return fail(names.error());
  outbox.start(*names, now);
  return outbox;
}

Outbox::Outbox(OutboxFolder folder, const OutboxLimits& limits, std::uint64_t acknowledged)
    : folder_(std::move(folder)), limits_(limits), stored_(folder_), acknowledged_(acknowledged) {}

void Outbox::start(const OutboxFolder::Names& names, Timestamp now) {
  for (const std::string& file : names.unfinished) note(folder_.remove(file));
  last_sequence_ = names.greatest();
  if (last_sequence_ == 0) {
    last_sequence_ = static_cast<std::uint64_t>(std::max<std::int64_t>(now.seconds(), 1)) - 1;
  }
  const bool makes_sense = acknowledged_ == 0 || (!names.segments.empty() &&
                                                  acknowledged_ <= names.segments.back().sequence);
  if (!makes_sense) acknowledge(std::nullopt);
  take_note(stored_.take_over(names, acknowledged_));
  names_unflushed_ = true;  // whoever wrote them may have died before they were
  count_undeclared();
}

Outbox::Stored Outbox::add(SegmentHeader about, ReleasedRows rows, Timestamp now) {
  about.sequence = ++last_sequence_;
  ++totals_.handed_in;
  held_.push({std::move(about), std::move(rows)});
  tick(now);
  return held_.empty() ? Stored::on_disk : Stored::in_memory;
}

void Outbox::acknowledge(std::optional<std::uint64_t> sequence) {
  const bool makes_sense = sequence && *sequence <= newest_sequence();
  if (!makes_sense) ++totals_.acknowledgements_refused;
  acknowledged_ = makes_sense ? *sequence : 0;
}

void Outbox::tick(Timestamp now) {
  trouble_.clear();
  if (const auto names = look()) clear_declared(*names);
  write_held();
  hold_less();
  enforce_limits(now);
  count_undeclared();
}

void Outbox::count_undeclared() {
  if (const auto names = folder_.names()) {
    totals_.undeclared = to_declare(*names, last_sequence_ + 1).segments;
  }
}

// What is in the folder now, after what is wrong with it was dealt with.
std::optional<OutboxFolder::Names> Outbox::look() {
  if (::access(folder_.path().c_str(), W_OK) != 0) {
    note(WriteFault{
        errno, folder_.path() + ": cannot be written: " + std::generic_category().message(errno)});
  }
  if (names_unflushed_) flush_names();
  auto names = folder_.names();
  if (!names) {
    note(WriteFault{0, names.error()});
    return std::nullopt;
  }
  take_note(stored_.refresh(*names, acknowledged_));
  return std::move(*names);
}

void Outbox::take_note(const StoredSegments::Found& found) {
  totals_.quarantined += found.damaged;
  totals_.vanished += found.vanished;
  undeclared_.add(found.vanished_undelivered);
  if (!found.problem.empty()) note(WriteFault{0, found.problem});
}

void Outbox::write_held() {
  while (!held_.empty()) {
    if (auto fault = write(held_.oldest())) {
      ++totals_.write_failures;
      note(fault);
      if (fault->error != EFBIG) return;
      // It would be as long the next time, and hold up those behind it.
      undeclared_.count(held_.oldest().about.sequence);
      ++totals_.dropped_for_length;
    }
    held_.pop();
  }
}

// Makes room and tries again while that may help.
std::optional<WriteFault> Outbox::write(const HeldWindows::Window& window) {
  constexpr int kAttempts = 4;
  for (int attempt = 1;; ++attempt) {
    std::uint64_t bytes = 0;
    auto fault = write_once(window, bytes);
    if (!fault || !fault->no_room() || !dropping_helps_) return fault;
    // The last thing that takes up room is the names of what was dropped: an inode each.
    if (attempt == kAttempts - 1) forget_dropped_names();
    // Whoever fills the disk would take the room of all segments, one after the other.
    if (attempt == kAttempts || !make_room(bytes)) {
      dropping_helps_ = false;
      return fault;
    }
  }
}

std::optional<WriteFault> Outbox::write_once(const HeldWindows::Window& window,
                                             std::uint64_t& bytes) {
  const auto names = folder_.names();
  if (!names) return WriteFault{0, names.error()};
  const StoredSegments::Newest& newest = stored_.newest();
  if (newest.sequence != 0 && newest.sha256.empty()) {
    return WriteFault{0, folder_.path() +
                             ": the newest segment must be read before another is "
                             "written, and that cannot be done now"};
  }
  SegmentHeader header = window.about;
  header.dropped = to_declare(*names, header.sequence);
  header.previous = newest.sequence == 0 ? kNoPrevious : newest.sha256;
  SegmentText text = segment_text(header, window.rows);
  bytes = text.bytes.size();
  if (bytes > limits_.segment_most) {
    return WriteFault{EFBIG, folder_.path() + ": a window of " +
                                 std::to_string(window.rows.counts.size()) +
                                 " rows is longer than a segment may be, and is dropped; list "
                                 "fewer cells, or count fewer kinds of events"};
  }
  constexpr std::uint32_t kMode = 0640;  // its group is the shipper's
  auto fault =
      write_whole_file(folder_.path(), to_text(SegmentName::of(header)), text.bytes, kMode);
  if (fault) return fault;
  stored_.add(header, bytes, std::move(text.sha256));
  ++totals_.written;
  totals_.written_bytes += bytes;
  undeclared_ = {};
  may_age_ = kDroppedByAgeEach;
  dropping_helps_ = true;
  flush_names();
  clear_declared(*names);
  return std::nullopt;
}

SegmentHeader::Dropped Outbox::to_declare(const OutboxFolder::Names& names,
                                          std::uint64_t before) const {
  const std::uint64_t newest = newest_sequence();
  std::map<std::uint64_t, SegmentHeader::Dropped> gone;
  for (const DroppedName& name : names.dropped) {
    if (name.after >= newest) gone[name.sequence] = name.gone();
  }
  for (const QuarantinedName& name : names.quarantined) {
    const std::uint64_t sequence = name.segment.sequence;
    if (name.after && *name.after >= newest)
      gone.try_emplace(sequence, DroppedName{sequence}.gone());
  }
  SegmentHeader::Dropped dropped = undeclared_;
  for (const auto& [sequence, all] : gone) {
    if (sequence < before && !stored_.has(sequence)) dropped.add(all);
  }
  return dropped;
}

// A segment whose name is not on the disk may be gone after a loss of power.
void Outbox::flush_names() {
  const auto fault = sync_folder(folder_.path());
  names_unflushed_ = fault.has_value();
  if (fault) ++totals_.write_failures;
  note(fault);
}

OutboxCounters Outbox::counters() const {
  OutboxCounters now = totals_;
  for (const StoredSegments::Entry& entry : stored_.entries()) {
    const bool waits = entry.name.sequence > acknowledged_;
    ++(waits ? now.waiting : now.acknowledged);
    if (waits && !now.oldest_waiting) now.oldest_waiting = entry.window_end;
  }
  now.bytes = stored_.bytes();
  now.in_memory = held_.size();
  now.in_memory_bytes = held_.bytes();
  if (!held_.empty() && !now.oldest_waiting) now.oldest_waiting = held_.oldest().about.window.to;
  return now;
}

std::set<Timestamp> Outbox::epochs() const {
  std::set<Timestamp> epochs;
  for (const StoredSegments::Entry& entry : stored_.entries()) {
    if (!entry.sha256.empty()) epochs.insert(entry.epoch);
  }
  return epochs;
}

void Outbox::note(const std::optional<WriteFault>& fault) {
  if (fault && trouble_.empty()) trouble_ = fault->text;
}

}  // namespace celltally
