#pragma once

#include <string>

#include "ship/segment_source.hpp"

namespace celltally {

// The outbox folder as the probe writes it, read only.
class OutboxSource : public SegmentSource {
 public:
  explicit OutboxSource(std::string folder);

  Result<std::vector<ListedSegment>, std::string> list() const override;
  Result<Segment, Problem> read(std::uint64_t sequence) const override;

 private:
  std::string folder_;
};

}  // namespace celltally
