#pragma once

#include <string>
#include <string_view>

#include "vocabulary/result.hpp"

namespace celltally {

// What the configuration can say, from the schema: for a terminal, of all keys or of one and what
// is below it ("protection", "ship.sinks.url"). Fails, with the nearest, when there is no such key.
Result<std::string, std::string> explain_settings(std::string_view key);

// The same of all keys as a page of documentation: docs/configuration.md.
std::string explain_settings_as_markdown();

}  // namespace celltally
