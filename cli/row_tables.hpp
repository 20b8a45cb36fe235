#pragma once

#include "cli/local_time.hpp"
#include "cli/output.hpp"
#include "cli/report.hpp"
#include "cli/report_protection.hpp"
#include "cli/statistic_choice.hpp"
#include "cli/terminal.hpp"

namespace celltally {

// Every row of the statistics that were chosen: a table of each, a line of each row, in the
// report's order. REQUIRES: it is sorted.
void print_row_tables(const Report& report, const StatisticChoice& choice, const LocalTime& time,
                      const ReportProtection& protection, const Terminal& terminal, Output& out);

}  // namespace celltally
