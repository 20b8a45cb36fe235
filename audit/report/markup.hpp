#pragma once

#include <string>
#include <string_view>

namespace celltally {

// Text as it stands in HTML and SVG, between tags and in attributes: "&lt;" for "<". What is no
// UTF-8, or a control character, becomes a question mark.
std::string markup(std::string_view text);

}  // namespace celltally
