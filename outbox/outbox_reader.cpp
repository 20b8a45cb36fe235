#include "outbox/outbox_reader.hpp"

#include <algorithm>
#include <utility>

#include "outbox/gap_search.hpp"
#include "outbox/segment_file.hpp"

namespace celltally {

std::uint64_t OutboxReader::View::count(SequenceGap::Why why) const {
  std::uint64_t sum = 0;
  for (const SequenceGap& gap : gaps) sum += gap.why == why ? gap.numbers() : 0;
  return sum;
}

Result<OutboxReader::View, std::string> OutboxReader::look(std::uint64_t cursor) {
  auto names = folder_.names();
  if (!names) return fail(names.error());
  View view;
  learn(*names, view);
  if (cursor == 0 && !names->segments.empty()) cursor = names->segments.front().sequence - 1;
  for (const SegmentName& name : names->segments) {
    if (name.sequence > cursor) view.segments.push_back({name});
  }
  std::vector<SegmentHeader::Dropped> declared;
  for (const auto& [sequence, dropped] : declared_) {
    if (dropped.segments > 0) declared.push_back(dropped);
  }
  view.gaps = gaps_after(cursor, *names, declared);
  view.newest = view.segments.empty() ? cursor : view.segments.back().name.sequence;
  return view;
}

// Of segments that were removed, what they declared is forgotten: it was about earlier ones.
void OutboxReader::learn(const OutboxFolder::Names& names, View& view) {
  std::map<std::uint64_t, SegmentHeader::Dropped> now;
  for (const SegmentName& name : names.segments) {
    const auto known = declared_.find(name.sequence);
    if (known != declared_.end()) {
      now.insert(*known);
    } else if (const auto header = read_header_of_file(folder_.path(), to_text(name))) {
      now.emplace(name.sequence, header->dropped);
    } else if (header.error().kind != SegmentFault::Kind::gone) {
      ++view.unreadable;
    }
  }
  declared_ = std::move(now);
}

Result<Segment, SegmentFault> OutboxReader::read(const Item& item) const {
  auto segment = read_segment_file(folder_.path(), item.file());
  if (segment || segment.error().kind != SegmentFault::Kind::damaged) return segment;
  // What is dropped gets another name and loses its content: it may have been just then.
  const auto names = folder_.names();
  if (names && !names->has(item.name)) {
    return fail(SegmentFault{SegmentFault::Kind::gone, segment.error().text});
  }
  return segment;
}

}  // namespace celltally
