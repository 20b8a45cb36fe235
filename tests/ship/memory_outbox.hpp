#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "ship/segment_source.hpp"
#include "tests/ship/made_segments.hpp"

namespace celltally::testing {

// An outbox without files.
class MemoryOutbox : public SegmentSource {
 public:
  void add(Segment segment) {
    const std::lock_guard lock{mutex_};
    const std::uint64_t sequence = segment.header.sequence;
    segments_[sequence] = std::move(segment);
  }
  void remove(std::uint64_t sequence) {
    const std::lock_guard lock{mutex_};
    segments_.erase(sequence);
  }
  void damage(std::uint64_t sequence) {
    const std::lock_guard lock{mutex_};
    damaged_.insert(sequence);
  }

  Result<std::vector<ListedSegment>, std::string> list() const override {
    const std::lock_guard lock{mutex_};
    std::vector<ListedSegment> listed;
    for (const auto& [sequence, segment] : segments_) {
      listed.push_back({sequence, 1000, segment.header.window.to});
    }
    return listed;
  }

  Result<Segment, Problem> read(std::uint64_t sequence) const override {
    const std::lock_guard lock{mutex_};
    if (damaged_.contains(sequence)) return fail(Problem{Problem::Kind::damaged, "torn"});
    const auto found = segments_.find(sequence);
    if (found == segments_.end()) return fail(Problem{Problem::Kind::gone, "gone"});
    return found->second;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::uint64_t, Segment> segments_;
  std::set<std::uint64_t> damaged_;
};

}  // namespace celltally::testing
