#include "ship/outbox_source.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "outbox/segment_name.hpp"

namespace celltally {

namespace {

namespace fs = std::filesystem;

Timestamp written_at(const fs::path& path, std::error_code& error) {
  const auto at = fs::last_write_time(path, error);
  if (error) return {};
  const auto system = std::chrono::file_clock::to_sys(at);
  return {std::chrono::duration_cast<std::chrono::nanoseconds>(system.time_since_epoch()).count()};
}

using Kind = SegmentSource::Problem::Kind;

SegmentSource::Problem problem_of(const SegmentFault& fault) {
  switch (fault.kind) {
    case SegmentFault::Kind::gone: return {Kind::gone, fault.text};
    case SegmentFault::Kind::damaged: return {Kind::damaged, fault.text};
    case SegmentFault::Kind::unreachable: break;
  }
  return {Kind::unreadable, fault.text};
}

}  // namespace

OutboxSource::OutboxSource(const std::string& folder) : folder_(folder), reader_(folder) {}

// A folder that changes while it is listed may show a newer name and hide an older one that was
// there before it. What the first look showed last is older than the whole second look.
Result<std::vector<ListedSegment>, std::string> OutboxSource::list() const {
  const auto first = folder_.names();
  const auto second = folder_.names();
  if (!first) return fail(first.error());
  if (!second) return fail(second.error());
  std::vector<ListedSegment> listed;
  for (const SegmentName& name : second->segments) {
    if (first->segments.empty() || name.sequence > first->segments.back().sequence) break;
    if (!listed.empty() && listed.back().sequence == name.sequence) continue;
    const fs::path path = fs::path{folder_.path()} / to_text(name);
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(path, error);
    const Timestamp written = error ? Timestamp{} : written_at(path, error);
    // Removed meanwhile.
    if (error == std::errc::no_such_file_or_directory) continue;
    listed.push_back({name.sequence, error ? 0 : bytes, written});
  }
  return listed;
}

Result<Segment, SegmentSource::Problem> OutboxSource::read(std::uint64_t sequence) const {
  const auto names = folder_.names();
  if (!names) return fail(Problem{Kind::unreadable, names.error()});
  const auto found =
      std::find_if(names->segments.begin(), names->segments.end(),
                   [&](const SegmentName& name) { return name.sequence == sequence; });
  if (found == names->segments.end()) {
    return fail(Problem{Kind::gone, "segment " + std::to_string(sequence) + " is gone"});
  }
  auto segment = reader_.read({*found});
  if (!segment) return fail(problem_of(segment.error()));
  return std::move(*segment);
}

}  // namespace celltally
