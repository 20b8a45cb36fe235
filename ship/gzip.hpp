#pragma once

#include <string>
#include <string_view>

namespace celltally {

// RFC 1952.
std::string gzip(std::string_view text);

}  // namespace celltally
