#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "disclose/released_rows.hpp"
#include "outbox/held_windows.hpp"
#include "outbox/outbox_counters.hpp"
#include "outbox/outbox_folder.hpp"
#include "outbox/outbox_limits.hpp"
#include "outbox/segment_header.hpp"
#include "outbox/stored_segments.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The probe's end of the outbox: puts every released window on the disk as a segment and keeps the
// folder within its limits. It alone writes and removes there. One thread; calls touch the disk.
//
// Conservation: every window handed in gets the next sequence number, and is a segment that waits
// or was acknowledged, or is in memory, or is gone; and what is gone undelivered is declared by the
// next segment's `dropped`, also when the process died in between: the name of what is gone stays
// in the folder, without content, until a segment has declared it. Only what is in memory dies with
// the process.
//
// An empty folder starts with the seconds since 1970 as its first number. So numbers do not go back
// when somebody empties the folder: a shipper that has got as far as 5000 would take new segments 1
// to 5000 for old ones. No probe closes a window every second for years.
//
// What is too old is told by the clock, which may be wrong by years. So for every segment written
// at most kDroppedByAgeEach are dropped for age, and a clock that jumps costs two days' segments a
// day until it is put right, not all of them; a clock set back drops none. The limit of bytes holds
// whatever the clock says. Segments that every sink has may go all at once.
class Outbox {
 public:
  static constexpr int kDroppedByAgeEach = 2;

  // Looks through the folder and reads every segment in it: unfinished files are removed, damaged
  // segments go to `quarantine/` and are counted. Fails only when the folder cannot be listed; a
  // full or read-only disk is told by trouble(). `acknowledged` as for acknowledge().
  static Result<Outbox, std::string> open(const std::string& folder, const OutboxLimits& limits,
                                          Timestamp now, std::uint64_t acknowledged = 0);

  enum class Stored { on_disk, in_memory };  // on_disk: nothing waits in memory

  // Takes a window. The header's sequence, dropped, previous and rows are set here. When the disk
  // is full, the oldest segments make room; when that is not enough or the disk fails, the window
  // waits in memory, and tick() tries again. A window too long for a segment is dropped and
  // declared. REQUIRES: as segment_text() does.
  Stored add(SegmentHeader about, ReleasedRows rows, Timestamp now);

  // Every sink is done with all segments up to this one; 0 for none. Replaces what was said before.
  // Nothing, for a shipper's file that cannot be understood, and a number that has not been written
  // yet count as 0.
  void acknowledge(std::optional<std::uint64_t> sequence);

  // To be called every minute or so: tries again what could not be done, removes what may go.
  void tick(Timestamp now);

  OutboxCounters counters() const;

  // What is the matter with the disk, one line; empty when the last attempt succeeded.
  const std::string& trouble() const noexcept { return trouble_; }

  std::uint64_t newest_sequence() const noexcept { return stored_.newest().sequence; }

  // Of the segments in the folder, as far as they could be read.
  std::set<Timestamp> epochs() const;

 private:
  Outbox(OutboxFolder folder, const OutboxLimits& limits, std::uint64_t acknowledged);

  void start(const OutboxFolder::Names& names, Timestamp now);
  std::optional<OutboxFolder::Names> look();
  void take_note(const StoredSegments::Found& found);
  void write_held();
  std::optional<WriteFault> write(const HeldWindows::Window& window);
  std::optional<WriteFault> write_once(const HeldWindows::Window& window, std::uint64_t& bytes);
  SegmentHeader::Dropped to_declare(const OutboxFolder::Names& names, std::uint64_t before) const;
  void count_undeclared();
  void flush_names();
  void clear_declared(const OutboxFolder::Names& names);
  bool make_room(std::uint64_t bytes);
  void forget_dropped_names();
  void hold_less();
  bool remove_oldest(std::uint64_t& dropped);
  void enforce_limits(Timestamp now);
  void note(const std::optional<WriteFault>& fault);

  OutboxFolder folder_;
  OutboxLimits limits_;
  StoredSegments stored_;
  HeldWindows held_;                   // all after those stored
  SegmentHeader::Dropped undeclared_;  // gone, and no name in the folder tells it
  std::uint64_t last_sequence_ = 0;    // given to a window
  std::uint64_t acknowledged_ = 0;
  int may_age_ = 0;             // how many may be dropped for age
  bool dropping_helps_ = true;  // false: room was made, and still nothing could be written
  bool names_unflushed_ = false;
  OutboxCounters totals_;
  std::string trouble_;
};

}  // namespace celltally
