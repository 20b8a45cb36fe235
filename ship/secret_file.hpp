#pragma once

#include <string>

#include "vocabulary/result.hpp"

namespace celltally {

// A token or a password from a file of one line; blanks around it are not part of it. The error
// never repeats what the file holds.
Result<std::string, std::string> read_secret(const std::string& path);

}  // namespace celltally
