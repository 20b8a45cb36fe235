#pragma once

#include <cstdint>
#include <string>

#include "outbox/gone_name.hpp"
#include "outbox/segment_fault.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// Moves a segment to quarantine by hand, beside a probe that may be running: its next segment
// declares it. Gives the name that it has there. The error is one line.
Result<QuarantinedName, std::string> quarantine_segment(const std::string& folder,
                                                        std::uint64_t sequence);

// What is wrong with a segment in quarantine; empty for nothing.
std::string quarantine_reason(const std::string& folder, const QuarantinedName& name);

}  // namespace celltally
