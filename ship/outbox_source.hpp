#pragma once

#include <string>

#include "outbox/outbox_folder.hpp"
#include "outbox/outbox_reader.hpp"
#include "ship/segment_source.hpp"

namespace celltally {

// The outbox folder as the probe writes it, read only.
class OutboxSource : public SegmentSource {
 public:
  explicit OutboxSource(const std::string& folder);

  Result<std::vector<ListedSegment>, std::string> list() const override;
  Result<Segment, Problem> read(std::uint64_t sequence) const override;

 private:
  OutboxFolder folder_;
  OutboxReader reader_;  // only its read(), which remembers nothing
};

}  // namespace celltally
