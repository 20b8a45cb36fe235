#pragma once

#include <string>
#include <string_view>

#include "vocabulary/result.hpp"

namespace celltally {

// Where a secret stands, from what the configuration says: an absolute path, or credential:NAME in
// the folder where systemd puts credentials ($CREDENTIALS_DIRECTORY). Fails when that is not known.
Result<std::string, std::string> secret_path(std::string_view value,
                                             std::string_view credentials_directory);

// What is wrong with a file that is to be read, without reading it; empty when nothing is:
// "\"/etc/x\" cannot be read: No such file or directory; ...".
std::string file_problem(const std::string& path);

// Likewise of a file with a secret: nobody but its owner and group may read it, nobody but its
// owner may write it.
std::string secret_problem(const std::string& path);

}  // namespace celltally
