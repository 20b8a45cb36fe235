#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "outbox/outbox_folder.hpp"
#include "outbox/segment.hpp"
#include "outbox/segment_fault.hpp"
#include "outbox/sequence_gap.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The shipper's end of the outbox: looks and reads, and changes nothing. The probe works in the
// same folder meanwhile, so anything that was listed may be gone when it is read. One thread.
//
// For a sink that has got as far as `cursor`, at any moment,
//   newest - cursor = waiting + dropped + unexplained
// and a sink that notes how many segments it delivered, and how many it stepped over since it began
// with `start`, has cursor - start = delivered + stepped over: together, every window that was
// closed is delivered, waiting, declared dropped, or a fault that is seen.
class OutboxReader {
 public:
  struct Item {
    SegmentName name;

    std::string file() const { return to_text(name); }
  };

  // What there is for a sink that is done with everything up to a cursor.
  struct View {
    std::vector<Item> segments;     // after the cursor, by sequence
    std::vector<SequenceGap> gaps;  // between the cursor and the newest, by sequence
    std::uint64_t newest = 0;       // the greatest sequence there is; the cursor when none is after
    std::uint64_t unreadable = 0;   // segments whose header could not be read: a gap that they
                                    // declare is unexplained
    std::uint64_t count(SequenceGap::Why why) const;  // numbers in gaps
  };

  explicit OutboxReader(const std::string& folder) : folder_(folder) {}

  // With `cursor` 0 the view begins at the first segment there is: what was before it is not
  // this sink's. The error, one line, is for a folder that cannot be listed.
  Result<View, std::string> look(std::uint64_t cursor);

  // Checked whole. A fault of the kind `gone` is no fault: look again.
  Result<Segment, SegmentFault> read(const Item& item) const;

 private:
  void learn(const OutboxFolder::Names& names, View& view);

  OutboxFolder folder_;
  // What the headers of the segments that are there declare, by their sequence: read once, for a
  // segment never changes.
  std::map<std::uint64_t, SegmentHeader::Dropped> declared_;
};

}  // namespace celltally
