#pragma once

#include <string>
#include <string_view>

namespace celltally {

// Text of somebody else for a message: bytes that a terminal would obey become question marks.
// Letters of all languages (UTF-8) stay.
std::string printable(std::string_view text);

}  // namespace celltally
