#pragma once

#include <string>

namespace celltally {

// The schema as JSON Schema, draft 2020-12, for editors: keys, types, ranges, patterns, what is
// required. It allows a little more than loading does, which also looks over several keys.
std::string json_schema();

}  // namespace celltally
