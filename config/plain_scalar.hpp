#pragma once

#include <string_view>

namespace celltally {

// Whether readers of YAML take this text, when it stands without quotes, for a number, a flag, a
// date or nothing: `010`, `1e3`, `0000:03:00.0`, `2026-01-01`, `no`, `~`. Some do by YAML 1.1, some
// by 1.2; it is enough that one does.
bool is_no_text_without_quotes(std::string_view text);

}  // namespace celltally
