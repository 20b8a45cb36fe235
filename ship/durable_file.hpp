#pragma once

#include <optional>
#include <string>

namespace celltally {

// Puts `text` in place of what `path` held, so that after a crash at any moment the file is either
// the old or the new one, whole: written beside it as PATH.new, synced, renamed, the folder synced.
// Gives what failed, in one line, or nothing. One writer at a time for one path.
std::optional<std::string> replace_file(const std::string& path, const std::string& text);

}  // namespace celltally
