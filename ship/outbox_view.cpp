#include "ship/outbox_view.hpp"

namespace celltally {

OutboxView outbox_view(std::span<const ListedSegment> listed, std::uint64_t acknowledged) {
  OutboxView view{.segments = listed.size(), .acknowledged = acknowledged};
  for (const ListedSegment& segment : listed) {
    view.bytes += segment.bytes;
    if (segment.sequence <= acknowledged || view.oldest_waiting) continue;
    view.oldest_waiting = segment.written;
  }
  return view;
}

}  // namespace celltally
