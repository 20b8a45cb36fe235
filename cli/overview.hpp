#pragma once

#include "cli/local_time.hpp"
#include "cli/output.hpp"
#include "cli/report.hpp"
#include "cli/report_protection.hpp"
#include "cli/terminal.hpp"

namespace celltally {

// A report for people, day by day: the fullest places with their hours, how many came and how long
// they stayed, their ways, where they were from, and what is not told. REQUIRES: it is sorted.
void print_overview(const Report& report, const LocalTime& time, const ReportProtection& protection,
                    const Terminal& terminal, Output& out);

}  // namespace celltally
