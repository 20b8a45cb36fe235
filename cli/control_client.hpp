#pragma once

#include <string>
#include <string_view>

#include "vocabulary/result.hpp"

namespace celltally {

// Asks a daemon on its control socket; the answer without its line break. Waits at most five
// seconds. The error is one line that says what to do.
Result<std::string, std::string> ask_daemon(const std::string& socket, std::string_view request);

}  // namespace celltally
