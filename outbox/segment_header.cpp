#include "outbox/segment_header.hpp"

#include <algorithm>

namespace celltally {

void SegmentHeader::Dropped::count(std::uint64_t gone) noexcept {
  first = segments == 0 ? gone : std::min(first, gone);
  last = std::max(last, gone);
  ++segments;
}

void SegmentHeader::Dropped::add(const Dropped& more) noexcept {
  if (more.segments == 0) return;
  first = segments == 0 ? more.first : std::min(first, more.first);
  last = std::max(last, more.last);
  segments += more.segments;
}

bool is_probe_name(std::string_view name) noexcept {
  constexpr std::size_t kMost = 63;  // a label of the domain name system
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && name.size() <= kMost && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace celltally
