#pragma once

#include "cli/figure.hpp"
#include "cli/text_table.hpp"
#include "disclose/release_rules.hpp"

namespace celltally {

// "120"; "120+" when something withheld comes in addition; "<20"; "no data"; nothing when there is
// no such row.
TextTable::Cell cell_of(const Figure& figure, const ReleaseRules& rules);

}  // namespace celltally
