#pragma once

#include "cli/figure.hpp"
#include "cli/report_protection.hpp"
#include "cli/text_table.hpp"

namespace celltally {

// "120"; "120+" when something withheld comes in addition; "~95" when it is likely too high; "<20",
// or "few" where a noisy number decided; "no data"; nothing when there is no such row.
TextTable::Cell cell_of(const Figure& figure, const ReportProtection& protection);

}  // namespace celltally
