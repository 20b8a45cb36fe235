#pragma once

#include <string_view>

namespace celltally {

// Writes "celltally: TEXT" as a line to standard error. Never an identifier, a tag or packet bytes.
void tell(std::string_view text);

}  // namespace celltally
