#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace celltally {

enum class LogLevel : std::uint8_t { info, warning, error };

// Where the shipper says what happens, one line each, without a newline. Called from the loop's
// thread and from every sink's thread, also at the same time.
using ShipLog = std::function<void(LogLevel, std::string)>;

}  // namespace celltally
