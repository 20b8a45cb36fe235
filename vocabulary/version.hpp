#pragma once

#include <string_view>

namespace celltally {

// The version of CMakeLists.txt; a test holds the two together.
inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace celltally
