#include "ship/outbox_source.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "outbox/segment_file.hpp"
#include "outbox/segment_name.hpp"

namespace celltally {

namespace {

namespace fs = std::filesystem;

struct Names {
  std::vector<SegmentName> sorted;
  std::string problem;
};

Names names_in(const std::string& folder) {
  Names names;
  std::error_code error;
  for (auto entry = fs::directory_iterator{folder, error};
       !error && entry != fs::directory_iterator{}; entry.increment(error)) {
    if (const auto name = segment_name_from_text(entry->path().filename().string())) {
      names.sorted.push_back(*name);
    }
  }
  if (error) names.problem = folder + ": cannot list: " + error.message();
  std::sort(names.sorted.begin(), names.sorted.end());
  return names;
}

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

OutboxSource::OutboxSource(std::string folder) : folder_(std::move(folder)) {}

// A folder that changes while it is listed may show a newer name and hide an older one that was
// there before it. What the first look showed last is older than the whole second look.
Result<std::vector<ListedSegment>, std::string> OutboxSource::list() const {
  const Names first = names_in(folder_);
  const Names second = names_in(folder_);
  if (!first.problem.empty()) return fail(first.problem);
  if (!second.problem.empty()) return fail(second.problem);
  std::vector<ListedSegment> listed;
  for (const SegmentName& name : second.sorted) {
    if (first.sorted.empty() || name.sequence > first.sorted.back().sequence) break;
    if (!listed.empty() && listed.back().sequence == name.sequence) continue;
    const fs::path path = fs::path{folder_} / to_text(name);
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
  const Names names = names_in(folder_);
  if (!names.problem.empty()) return fail(Problem{Kind::unreadable, names.problem});
  const auto found =
      std::find_if(names.sorted.begin(), names.sorted.end(),
                   [&](const SegmentName& name) { return name.sequence == sequence; });
  if (found == names.sorted.end()) {
    return fail(Problem{Kind::gone, "segment " + std::to_string(sequence) + " is gone"});
  }
  auto segment = read_segment_file(folder_, to_text(*found));
  if (!segment) return fail(problem_of(segment.error()));
  return std::move(*segment);
}

}  // namespace celltally
