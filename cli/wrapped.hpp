#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace celltally {

// The words of `text` in lines of at most `columns`, each with its line break; a longer word has a
// line of its own.
std::string wrapped(std::string_view text, std::size_t columns);

}  // namespace celltally
