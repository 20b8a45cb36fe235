#include "outbox/chain_check.hpp"

#include <fmt/format.h>

#include <optional>

#include "outbox/gap_search.hpp"
#include "outbox/outbox_folder.hpp"
#include "outbox/segment_file.hpp"

namespace celltally {

namespace {

// What is kept of a segment for the check of the next one.
struct Link {
  std::uint64_t sequence = 0;
  std::string sha256;
};

std::string path_of(const OutboxFolder& folder, const SegmentName& name) {
  return folder.path() + "/" + to_text(name);
}

// Empty when it fits.
std::string chain_problem(const std::string& path, const SegmentHeader& header,
                          const std::optional<Link>& before) {
  if (!before || before->sequence + 1 < header.sequence) return {};
  if (before->sequence == header.sequence) {
    return fmt::format("{}: another segment has the number {}, too", path, header.sequence);
  }
  if (header.previous == before->sha256) return {};
  return fmt::format(
      "{}: the chain is broken: previous is not the hash of segment {}; one of them was replaced",
      path, before->sequence);
}

std::string gap_problem(const OutboxFolder& folder, const SequenceGap& gap) {
  if (gap.numbers() == 1) {
    return fmt::format("{}: segment {} is missing, and no later one declares it", folder.path(),
                       gap.first);
  }
  return fmt::format("{}: segments {} to {} are missing, and no later one declares them",
                     folder.path(), gap.first, gap.last);
}

void check_gaps(const OutboxFolder& folder, const OutboxFolder::Names& names,
                const std::vector<SegmentHeader::Dropped>& declared, ChainCheck& check) {
  if (names.segments.empty()) return;
  for (const SequenceGap& gap : gaps_after(names.segments.front().sequence - 1, names, declared)) {
    using enum SequenceGap::Why;
    if (gap.why == dropped) check.dropped += gap.numbers();
    if (gap.why == quarantined) check.quarantined += gap.numbers();
    if (gap.why == unexplained) check.problems.push_back(gap_problem(folder, gap));
  }
}

}  // namespace

Result<ChainCheck, std::string> check_chain(const std::string& path) {
  const OutboxFolder folder{path};
  const auto names = folder.names();
  if (!names) return fail(names.error());
  ChainCheck check;
  std::optional<Link> before;
  std::vector<SegmentHeader::Dropped> declared;
  for (const SegmentName& name : names->segments) {
    const auto segment = read_segment_file(path, to_text(name));
    if (!segment) {
      const bool gone = segment.error().kind == SegmentFault::Kind::gone;
      if (!gone) check.problems.push_back(segment.error().text);
      before.reset();
      continue;
    }
    ++check.segments;
    const SegmentHeader& header = segment->header;
    const std::string problem = chain_problem(path_of(folder, name), header, before);
    if (!problem.empty()) check.problems.push_back(problem);
    if (header.dropped.segments > 0) declared.push_back(header.dropped);
    before = Link{header.sequence, segment->sha256};
  }
  check_gaps(folder, *names, declared, check);
  return check;
}

}  // namespace celltally
