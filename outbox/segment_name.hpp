#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "outbox/segment_header.hpp"

namespace celltally {

// What the name of a segment's file tells:
// `00000000001767268800.presence.20260101T120000Z.segment`. Names sort as sequences do.
struct SegmentName {
  std::uint64_t sequence = 0;  // 1 to SegmentHeader::kSequenceMost
  Statistic statistic = Statistic::presence;
  Timestamp from;  // the window's beginning

  static SegmentName of(const SegmentHeader& header) {
    return {header.sequence, header.statistic, header.window.from};
  }

  friend auto operator<=>(const SegmentName&, const SegmentName&) = default;
};

std::string to_text(const SegmentName& name);

// The reverse; nothing for every other name.
std::optional<SegmentName> segment_name_from_text(std::string_view file);

// A sequence as it stands in names: 20 digits.
std::string sequence_digits(std::uint64_t sequence);

// The reverse; nothing unless it is 20 digits of a number from 0 to SegmentHeader::kSequenceMost.
std::optional<std::uint64_t> sequence_from_digits(std::string_view digits) noexcept;

}  // namespace celltally
