#include "ship/outbox_view.hpp"

namespace celltally {

std::optional<Timestamp> oldest_after(std::span<const ListedSegment> listed, std::uint64_t done) {
  for (const ListedSegment& segment : listed) {
    if (segment.sequence > done && segment.written.ns > 0) return segment.written;
  }
  return std::nullopt;
}

OutboxView outbox_view(std::span<const ListedSegment> listed, std::uint64_t acknowledged) {
  OutboxView view{.segments = listed.size(), .acknowledged = acknowledged};
  for (const ListedSegment& segment : listed) view.bytes += segment.bytes;
  view.oldest_waiting = oldest_after(listed, acknowledged);
  return view;
}

}  // namespace celltally
