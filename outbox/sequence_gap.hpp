#pragma once

#include <cstdint>

namespace celltally {

// Sequence numbers of segments that are not there, one after the other, gone for the same reason.
struct SequenceGap {
  enum class Why {
    dropped,      // gone undelivered: declared by a later segment, or about to be
    quarantined,  // damaged
    unexplained,  // neither: somebody removed them
  };

  std::uint64_t first = 0;
  std::uint64_t last = 0;
  Why why = Why::unexplained;

  std::uint64_t numbers() const noexcept { return last - first + 1; }
  friend bool operator==(const SequenceGap&, const SequenceGap&) = default;
};

}  // namespace celltally
