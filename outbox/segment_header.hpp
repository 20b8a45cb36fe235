#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "outbox/ledger_mark.hpp"
#include "outbox/segment_noise.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/timestamp.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// What a segment says of itself: docs/formats/segment.md. A value; nothing in it is about a person.
//
// (probe, epoch, statistic, window, revision) names a segment for ever: a receiver that has it
// already takes it again without harm. `sequence` orders the segments of one outbox without a hole.
struct SegmentHeader {
  static constexpr std::uint64_t kSequenceMost = 999'999'999'999'999'999;
  static constexpr std::uint32_t kPpmMost = 1'000'000;

  // Segments that left the outbox undelivered, or came damaged, since the segment before.
  struct Dropped {
    std::uint64_t segments = 0;
    std::uint64_t first = 0;  // sequence numbers, both of segments that are gone; 0 when none
    std::uint64_t last = 0;

    void count(std::uint64_t gone) noexcept;
    void add(const Dropped& more) noexcept;

    friend auto operator<=>(const Dropped&, const Dropped&) = default;
  };

  using Noise = SegmentNoise;

  // How numbers were protected, and with what.
  struct Protection {
    std::uint64_t people_min = 0;
    std::uint64_t rounding = 0;  // 0 with noise
    std::optional<Noise> noise;  // none: by a threshold only

    std::string_view mode() const noexcept { return noise ? "noise" : "threshold_only"; }

    friend bool operator==(const Protection&, const Protection&) = default;
  };

  using Ledger = LedgerMark;

  std::uint64_t sequence = 0;  // from 1
  std::string probe;           // [a-z0-9-], 1 to 63 of them
  Timestamp epoch;             // when the key that tells people apart was born, whole seconds
  Statistic statistic = Statistic::presence;
  Window window;  // whole seconds
  std::uint32_t revision = 0;

  std::uint32_t coverage_ppm = 0;  // of the window, how much the probe was receiving
  std::uint32_t loss_ppm = 0;  // of the packets that reached it, how many were lost before decoding
  // Of the events with a cell, those whose person is not known, and those whose person was known by
  // a temporary identity only when they were counted. Absent when too few people were seen for a
  // share to be told; the second also in segments of older probes.
  std::optional<std::uint32_t> unknown_percent;
  std::optional<std::uint32_t> temporary_percent;

  Protection protection;
  std::optional<Ledger> ledger;  // exactly with noise
  Dropped dropped;
  std::string previous;  // SHA-256 of the segment before, 64 hex digits; zeroes when there is none

  std::uint64_t rows = 0;

  friend bool operator==(const SegmentHeader&, const SegmentHeader&) = default;
};

// Whether a probe may be called so: 1 to 63 of a to z, 0 to 9 and -.
bool is_probe_name(std::string_view name) noexcept;

}  // namespace celltally
