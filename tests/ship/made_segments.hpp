#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "outbox/segment.hpp"

namespace celltally::testing {

inline constexpr std::int64_t kSomeHour = 1767268800;  // 2026-01-01T12:00:00Z

inline std::string made_place(std::size_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "ecgi:001-01-%07zx", number);
  return text;
}

// 64 hex digits that tell segments apart; no real checksum.
inline std::string made_sha256(std::uint64_t sequence) {
  char text[80];
  std::snprintf(text, sizeof text, "%064llx", static_cast<unsigned long long>(sequence));
  return text;
}

// A segment of one probe: the hour `sequence` after some hour, `rows` rows of all three states.
inline Segment made_segment(std::uint64_t sequence, std::size_t rows = 3,
                            Statistic statistic = Statistic::presence) {
  Segment segment;
  SegmentHeader& header = segment.header;
  header.sequence = sequence;
  header.probe = "north";
  header.epoch = Timestamp::from_seconds(kSomeHour - 8 * 3600);
  header.statistic = statistic;
  const auto hour = kSomeHour + static_cast<std::int64_t>(sequence) * 3600;
  header.window = {Timestamp::from_seconds(hour), Timestamp::from_seconds(hour + 3600)};
  header.coverage_ppm = 1'000'000;
  header.loss_ppm = 12;
  header.unknown_percent = 7;
  header.temporary_percent = 31;
  header.protection = {.people_min = 20, .rounding = 5, .noise = {}};
  header.previous = made_sha256(sequence - 1);
  header.rows = rows;
  segment.sha256 = made_sha256(sequence);
  const bool events = statistic == Statistic::events;
  for (std::size_t i = 0; i < rows; ++i) {
    SegmentRow row;
    row.place = made_place(i);
    if (events) row.key = {"kind", "attach"};
    row.state = static_cast<ReleaseState>(i % 3);
    if (row.state == ReleaseState::published) row.value = 20 + 5 * (i + sequence);
    segment.rows.push_back(row);
  }
  return segment;
}

// Of mode noise: a number near the threshold, a withheld one, and a rest.
inline Segment made_noisy_segment() {
  Segment segment = made_segment(1, 3);
  segment.header.protection = {.people_min = 20, .rounding = 0, .noise = {}};
  segment.header.protection.noise = {
      .scale_tenths = 180, .cap = 24, .threshold = 80, .near_below = 120};
  segment.header.ledger = {7, made_sha256(9)};
  segment.rows[0].value = 100;
  segment.rows[0].noise = {.sigma_tenths = 180, .rest_of = 0, .near_threshold = true};
  segment.rows[2].place = "zone:none";
  segment.rows[2].state = ReleaseState::published;
  segment.rows[2].value = 230;
  segment.rows[2].noise = {.sigma_tenths = 255, .rest_of = 2};
  return segment;
}

}  // namespace celltally::testing
