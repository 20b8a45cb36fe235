#include "outbox/stored_segments.hpp"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstddef>
#include <utility>

namespace celltally {

namespace {

void note(std::string& problem, const std::string& text) {
  if (problem.empty()) problem = text;
}

bool older(const StoredSegments::Entry& entry, Timestamp now, std::chrono::seconds age) {
  // In seconds, for the difference of two times may not fit in nanoseconds.
  return now.seconds() - entry.window_end.seconds() > age.count();
}

}  // namespace

StoredSegments::Found StoredSegments::take_over(const OutboxFolder::Names& names,
                                                std::uint64_t acknowledged) {
  Found found;
  for (const SegmentName& name : names.segments) {
    if (!entries_.empty() && entries_.back().name.sequence == name.sequence) {
      damaged_.push_back(name);
      ++found.damaged;
    } else {
      entries_.push_back({.name = name, .bytes = 0, .window_end = name.from, .sha256 = {}});
    }
  }
  verify_all(found);
  move_damaged(names, acknowledged, found);
  return found;
}

StoredSegments::Found StoredSegments::refresh(const OutboxFolder::Names& names,
                                              std::uint64_t acknowledged) {
  Found found;
  forget_vanished(names, acknowledged, found);
  verify_all(found);
  move_damaged(names, acknowledged, found);
  return found;
}

void StoredSegments::add(const SegmentHeader& header, std::uint64_t bytes, std::string sha256) {
  newest_ = {header.sequence, sha256};
  entries_.push_back({.name = SegmentName::of(header),
                      .bytes = bytes,
                      .window_end = header.window.to,
                      .epoch = header.epoch,
                      .sha256 = std::move(sha256),
                      .declares = header.dropped});
  bytes_ += bytes;
}

bool StoredSegments::oldest_is_outside(Timestamp now, std::chrono::seconds keep) const {
  constexpr std::int64_t kDay = std::int64_t{24} * 3600;
  const Entry& entry = oldest();
  return older(entry, now, keep) || entry.window_end.seconds() - now.seconds() > kDay;
}

std::optional<std::size_t> StoredSegments::too_old(std::uint64_t acknowledged, Timestamp now,
                                                   std::chrono::seconds age) const {
  for (std::size_t i = 0; i + 1 < entries_.size(); ++i) {
    if (entries_[i].name.sequence > acknowledged && older(entries_[i], now, age)) return i;
  }
  return std::nullopt;
}

std::optional<WriteFault> StoredSegments::remove_oldest() {
  assert(has_oldest());
  auto fault = folder_.remove(to_text(entries_.front().name));
  if (!fault) forget(0);
  return fault;
}

std::optional<WriteFault> StoredSegments::drop(std::size_t index) {
  assert(index + 1 < entries_.size());
  const SegmentName& name = entries_[index].name;
  const SegmentHeader::Dropped& declares = entries_[index].declares;
  auto fault = folder_.drop(name, {.sequence = name.sequence,
                                   .after = newest_.sequence,
                                   .with = declares.segments,
                                   .from = declares.first});
  if (!fault) forget(index);
  return fault;
}

bool StoredSegments::has(std::uint64_t sequence) const {
  const auto at = std::lower_bound(
      entries_.begin(), entries_.end(), sequence,
      [](const Entry& entry, std::uint64_t number) { return entry.name.sequence < number; });
  return at != entries_.end() && at->name.sequence == sequence;
}

StoredSegments::Verdict StoredSegments::verify(Entry& entry, Found& found) {
  auto segment = read_segment_file(folder_.path(), to_text(entry.name));
  if (segment) {
    entry.bytes = segment->bytes;
    entry.window_end = segment->header.window.to;
    entry.epoch = segment->header.epoch;
    entry.sha256 = segment->sha256;
    entry.declares = segment->header.dropped;
    bytes_ += entry.bytes;
    return Verdict::keep;
  }
  using enum SegmentFault::Kind;
  if (segment.error().kind == gone) return Verdict::forget;
  note(found.problem, segment.error().text);
  return segment.error().kind == damaged ? Verdict::damaged : Verdict::keep;
}

void StoredSegments::verify_all(Found& found) {
  std::deque<Entry> kept;
  for (Entry& entry : entries_) {
    const Verdict verdict = entry.sha256.empty() ? verify(entry, found) : Verdict::keep;
    if (verdict == Verdict::damaged) {
      damaged_.push_back(entry.name);
      ++found.damaged;
    } else if (verdict == Verdict::keep) {
      kept.push_back(std::move(entry));
    }
  }
  entries_ = std::move(kept);
  if (!newest_.sha256.empty()) return;
  newest_ =
      entries_.empty() ? Newest{} : Newest{entries_.back().name.sequence, entries_.back().sha256};
}

void StoredSegments::forget_vanished(const OutboxFolder::Names& names, std::uint64_t acknowledged,
                                     Found& found) {
  for (std::size_t i = entries_.size(); i-- > 0;) {
    const SegmentName name = entries_[i].name;
    if (names.has(name)) continue;
    if (names.has_quarantined(name.sequence)) {
      ++found.damaged;
    } else {
      ++found.vanished;
      if (name.sequence > acknowledged) {
        found.vanished_undelivered.add(entries_[i].declares);
        found.vanished_undelivered.count(name.sequence);
      }
    }
    forget(i);
  }
}

void StoredSegments::move_damaged(const OutboxFolder::Names& names, std::uint64_t acknowledged,
                                  Found& found) {
  const std::uint64_t after = std::max(names.greatest(), newest_.sequence);
  std::erase_if(damaged_, [&](const SegmentName& name) {
    QuarantinedName gone{name, std::nullopt};
    // What every sink has, or another file still is, is not lost.
    if (name.sequence > acknowledged && !has(name.sequence)) gone.after = after;
    const auto fault = folder_.quarantine(gone);
    if (!fault || fault->error == ENOENT) return true;
    note(found.problem, fault->text);
    return false;
  });
}

void StoredSegments::forget(std::size_t index) {
  bytes_ -= entries_[index].bytes;
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(index));
}

}  // namespace celltally
