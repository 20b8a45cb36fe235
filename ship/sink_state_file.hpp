#pragma once

#include <optional>
#include <string>

#include "ship/sink_state.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The state of one sink as a file of JSON: STATE_FOLDER/sink-NAME.json.

// Nothing when there is no such file; the reason when it is not whole: then the sink begins anew.
Result<std::optional<SinkState>, std::string> load_sink_state(const std::string& path);

// Whole or not at all, and on the disk afterwards. What failed, in one line, or nothing. REQUIRES:
// `path` has a folder in it.
std::optional<std::string> save_sink_state(const std::string& path, const SinkState& state);

}  // namespace celltally
