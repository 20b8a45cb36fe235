#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "outbox/segment_header.hpp"
#include "outbox/segment_name.hpp"

namespace celltally {

// What is left of a segment that was dropped: a name without content, so that a probe that starts
// again still knows what to declare. `00...07.after.00...12.dropped`; when the segment had declared
// others as dropped, which nobody knows without it, `00...07.with.2.from.00...03.after....dropped`.
struct DroppedName {
  std::uint64_t sequence = 0;
  std::uint64_t after = 0;  // the newest segment then: the first one after it declares this one
  std::uint64_t with = 0;   // how many others it had declared
  std::uint64_t from = 0;   // the least of them; 0 when there are none

  // All that is to be declared for it.
  SegmentHeader::Dropped gone() const noexcept;

  friend auto operator<=>(const DroppedName&, const DroppedName&) = default;
};

std::string to_text(const DroppedName& name);
std::optional<DroppedName> dropped_name_from_text(std::string_view file);

// A segment in quarantine: its own name, and `.after.<20 digits>` behind it, as above, unless every
// sink had it before it came there.
struct QuarantinedName {
  SegmentName segment;
  std::optional<std::uint64_t> after;

  friend auto operator<=>(const QuarantinedName&, const QuarantinedName&) = default;
};

std::string to_text(const QuarantinedName& name);
std::optional<QuarantinedName> quarantined_name_from_text(std::string_view file);

}  // namespace celltally
