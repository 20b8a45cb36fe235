#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "outbox/row_noise.hpp"
#include "vocabulary/release_state.hpp"
#include "vocabulary/statistic.hpp"

namespace celltally {

// A row as every JSON output writes it: `celltally replay --json` and the segments of the outbox
// are the same bytes. Nothing in it needs escaping, for places, names, words and times have no
// quotes.
struct RowText {
  Statistic statistic = Statistic::presence;
  std::string_view place;  // told unless empty
  std::string_view from;   // the window's ends as utc_seconds() writes them
  std::string_view to;
  ReleaseState state = ReleaseState::no_data;
  std::uint64_t value = 0;  // told only when published
  std::string_view key;     // the RowKey's name; told unless empty
  std::string_view word;
  RowNoise noise{};       // told where there is some
  std::string_view mark;  // further keys at the end: `,"exact":true`; empty as a rule
};

// 180 is "18.0", as sigma is written everywhere.
std::string tenths_text(std::uint32_t tenths);

// Appends the row and a line break.
void append_row(const RowText& row, std::string& lines);

// What a row says of a threshold below the floor, for it must not pass for an ordinary one:
// `,"people_min":5`. Empty at the floor and above.
std::string below_floor_mark(std::uint64_t people_min);

}  // namespace celltally
