#pragma once

#include <string>

namespace celltally {

// All that is in a file; nothing of one that cannot be read.
std::string octets_of_file(const std::string& path);

}  // namespace celltally
