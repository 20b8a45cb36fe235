#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "outbox/outbox_folder.hpp"
#include "outbox/segment_header.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// The segments in an outbox's folder as the probe knows them, by sequence. Damaged ones go to
// quarantine as soon as they are found. The last one is never removed: it carries the chain.
class StoredSegments {
 public:
  struct Entry {
    SegmentName name;
    std::uint64_t bytes = 0;
    Timestamp window_end;  // its beginning while unread
    Timestamp epoch{};     // not known while unread
    std::string sha256;    // empty while it could not be read
    SegmentHeader::Dropped declares{};
  };

  // The end of the chain.
  struct Newest {
    std::uint64_t sequence = 0;  // 0: there was no segment ever
    std::string sha256;          // empty when it must be read first
  };

  // What refresh() found.
  struct Found {
    std::uint64_t damaged = 0;
    std::uint64_t vanished = 0;
    SegmentHeader::Dropped vanished_undelivered;  // with what those had declared
    std::string problem;  // the first thing that could not be done; empty for none
  };

  explicit StoredSegments(OutboxFolder folder) : folder_(std::move(folder)) {}

  // Takes over every segment of a folder that was just opened. Reads all of them.
  Found take_over(const OutboxFolder::Names& names, std::uint64_t acknowledged);

  // Forgets what is no longer there, and tries again what could not be read or moved.
  Found refresh(const OutboxFolder::Names& names, std::uint64_t acknowledged);

  // One that was just written.
  void add(const SegmentHeader& header, std::uint64_t bytes, std::string sha256);

  // Whether there is one that may go.
  bool has_oldest() const noexcept { return entries_.size() > 1; }
  const Entry& oldest() const { return entries_.front(); }  // REQUIRES: has_oldest()
  // Whether the oldest one's window ended more than `keep` before `now`, or, by the clock, ends
  // more than a day after it: it was closed while the clock was wrong. REQUIRES: has_oldest().
  bool oldest_is_outside(Timestamp now, std::chrono::seconds keep) const;

  // The first undelivered one, but for the last, whose window ended more than `age` before `now`.
  std::optional<std::size_t> too_old(std::uint64_t acknowledged, Timestamp now,
                                     std::chrono::seconds age) const;

  // REQUIRES: neither is the last one. The error is why it is still there.
  std::optional<WriteFault> remove_oldest();
  std::optional<WriteFault> drop(std::size_t index);

  const std::deque<Entry>& entries() const noexcept { return entries_; }
  const Newest& newest() const noexcept { return newest_; }
  std::uint64_t bytes() const noexcept { return bytes_; }
  bool has(std::uint64_t sequence) const;

 private:
  enum class Verdict { keep, forget, damaged };

  Verdict verify(Entry& entry, Found& found);
  void verify_all(Found& found);
  void forget_vanished(const OutboxFolder::Names& names, std::uint64_t acknowledged, Found& found);
  void move_damaged(const OutboxFolder::Names& names, std::uint64_t acknowledged, Found& found);
  void forget(std::size_t index);

  OutboxFolder folder_;
  std::deque<Entry> entries_;
  std::vector<SegmentName> damaged_;  // still to be moved
  Newest newest_;
  std::uint64_t bytes_ = 0;
};

}  // namespace celltally
