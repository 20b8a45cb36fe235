#pragma once

#include <cstdint>

#include "cli/local_time.hpp"
#include "cli/output.hpp"
#include "cli/report.hpp"
#include "cli/terminal.hpp"
#include "disclose/release_rules.hpp"

namespace celltally {

// A sorted report for people to read, with a legend and what the numbers do not protect against.
// Prints nothing when the report has no rows.
void print_table(const Report& report, const LocalTime& time, const ReleaseRules& rules,
                 const Terminal& terminal, Output& out);

}  // namespace celltally
