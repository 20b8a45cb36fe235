#pragma once

#include <cstdint>
#include <vector>

#include "outbox/outbox_folder.hpp"
#include "outbox/segment_header.hpp"
#include "outbox/sequence_gap.hpp"

namespace celltally {

// The numbers after `cursor` and up to the newest segment that no segment in the folder has, each
// with its reason; neighbours of one reason together. `declared` are those of the segments that are
// there. What is in quarantine is called so, whoever declares it.
//
// Takes time by the number of names and declarations, not by the width of the gaps.
std::vector<SequenceGap> gaps_after(std::uint64_t cursor, const OutboxFolder::Names& names,
                                    const std::vector<SegmentHeader::Dropped>& declared);

}  // namespace celltally
