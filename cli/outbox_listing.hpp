#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "cli/output.hpp"
#include "outbox/segment_name.hpp"
#include "outbox/sequence_gap.hpp"
#include "vocabulary/result.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// `celltally outbox ls`: the segments of a folder and the numbers that are missing, by sequence.
class OutboxListing {
 public:
  // Reads every segment. The error is for a folder that cannot be listed.
  static Result<OutboxListing, std::string> of(const std::string& folder);

  // A line each, of 80 columns while sequences have ten digits.
  void print_table(Output& out) const;

  // {"sequence":...,"stat":...,"from":...,"to":...,"published":...,"withheld":...,"no_data":...,
  // "bytes":...,"state":"sound","file":...}, {"sequence":...,"state":"damaged","file":...,
  // "reason":...} or {"first":...,"last":...,"state":"dropped"}: dropped, quarantined, missing.
  void print_json(Output& out) const;

 private:
  struct Sound {
    SegmentName name;
    Window window;
    std::array<std::uint64_t, 3> rows{};  // by ReleaseState
    std::uint64_t bytes = 0;
  };
  struct Damaged {
    SegmentName name;
    std::string reason;
  };
  using Line = std::variant<Sound, Damaged, SequenceGap>;

  std::vector<Line> lines_;
};

}  // namespace celltally
