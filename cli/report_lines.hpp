#pragma once

#include "cli/output.hpp"
#include "cli/report.hpp"
#include "cli/report_protection.hpp"
#include "cli/statistic_choice.hpp"

namespace celltally {

// The chosen rows of a sorted report, a row a line, in the forms that other programs read. Keys and
// columns are those of the contract: stat, place (not of the whole probe), from, to, state, value
// (only when published), one of kRowKeyNames where the statistic has it, exact (only, and always,
// in an exact report), people_min (only, and always, in a released report whose threshold is below
// the floor).
void print_json(const Report& report, const StatisticChoice& choice,
                const ReportProtection& protection, Output& out);

// With a header: stat, place, from, to, all of kRowKeyNames, state, value. What JSON leaves out is
// an empty field.
void print_csv(const Report& report, const StatisticChoice& choice,
               const ReportProtection& protection, Output& out);

}  // namespace celltally
