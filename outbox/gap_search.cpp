#include "outbox/gap_search.hpp"

#include <algorithm>
#include <set>

namespace celltally {

namespace {

using Why = SequenceGap::Why;

void append(std::vector<SequenceGap>& gaps, const SequenceGap& next) {
  const bool joins =
      !gaps.empty() && gaps.back().last + 1 == next.first && gaps.back().why == next.why;
  if (joins) {
    gaps.back().last = next.last;
  } else {
    gaps.push_back(next);
  }
}

// Why this number is gone.
Why reason_of(std::uint64_t sequence, const OutboxFolder::Names& names,
              const std::vector<SegmentHeader::Dropped>& declared) {
  if (names.has_quarantined(sequence)) return Why::quarantined;
  const bool is_declared =
      std::any_of(declared.begin(), declared.end(), [&](const SegmentHeader::Dropped& dropped) {
        return dropped.segments > 0 && dropped.first <= sequence && sequence <= dropped.last;
      });
  const bool about_to_be =
      std::any_of(names.dropped.begin(), names.dropped.end(), [&](const DroppedName& name) {
        return name.gone().first <= sequence && sequence <= name.sequence;
      });
  return is_declared || about_to_be ? Why::dropped : Why::unexplained;
}

// Where in [first, last] the reason may change: the first numbers of the parts that have one each.
std::set<std::uint64_t> borders(std::uint64_t first, std::uint64_t last,
                                const OutboxFolder::Names& names,
                                const std::vector<SegmentHeader::Dropped>& declared) {
  std::set<std::uint64_t> found{first};
  const auto note = [&](std::uint64_t from, std::uint64_t to) {
    if (from > first && from <= last) found.insert(from);
    if (to >= first && to < last) found.insert(to + 1);
  };
  for (const auto& name : names.quarantined) note(name.segment.sequence, name.segment.sequence);
  for (const auto& name : names.dropped) note(name.gone().first, name.sequence);
  for (const auto& dropped : declared) note(dropped.first, dropped.last);
  return found;
}

}  // namespace

std::vector<SequenceGap> gaps_after(std::uint64_t cursor, const OutboxFolder::Names& names,
                                    const std::vector<SegmentHeader::Dropped>& declared) {
  std::vector<SequenceGap> gaps;
  std::uint64_t expected = cursor + 1;
  for (const SegmentName& name : names.segments) {
    if (name.sequence < expected) continue;
    if (name.sequence > expected) {
      const auto starts = borders(expected, name.sequence - 1, names, declared);
      for (auto start = starts.begin(); start != starts.end(); ++start) {
        const auto next = std::next(start);
        const std::uint64_t last = next == starts.end() ? name.sequence - 1 : *next - 1;
        append(gaps, {*start, last, reason_of(*start, names, declared)});
      }
    }
    expected = name.sequence + 1;
  }
  return gaps;
}

}  // namespace celltally
