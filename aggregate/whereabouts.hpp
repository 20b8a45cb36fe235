#pragma once

#include <cstdint>
#include <optional>

#include "aggregate/person.hpp"
#include "aggregate/visit_rules.hpp"

namespace celltally {

// The cell in which a person was at a second of the day (privacy reference 1.1): that of the visit
// then, or else of the nearest one, at most TimeBins::kReachS away; the earlier one on a tie.
// Nowhere after they left the network and before they came into it. Since visits have no gaps of
// more than twice that, it is the cell of the nearest event.
std::optional<std::uint32_t> cell_at(const Person& person, const VisitLog& log,
                                     std::uint32_t second) noexcept;

}  // namespace celltally
