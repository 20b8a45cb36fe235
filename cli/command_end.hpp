#pragma once

#include <string>

#include "cli/output.hpp"

namespace celltally {

// How a command ends: both give its exit code.

// Nothing came of it; says why. `reason` may hold what stands in files.
int refused(const std::string& reason);

// All was written to `out`: `code`, if it got there.
int said(Output& out, int code);

}  // namespace celltally
