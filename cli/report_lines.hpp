#pragma once

#include "cli/output.hpp"
#include "cli/report.hpp"

namespace celltally {

// A sorted report, a row a line, in the forms that other programs read. Keys and columns are those
// of the contract: stat, place, from, to, state, value (only when published), kind (only of
// events), exact (only, and always, in an exact report).
void print_json(const Report& report, Output& out);

// With a header; what JSON leaves out is an empty field.
void print_csv(const Report& report, Output& out);

}  // namespace celltally
