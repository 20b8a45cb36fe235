#pragma once

#include <string>
#include <string_view>

namespace celltally {

// Somebody else's text, in quotes, for a message: short, and without bytes that a terminal would
// obey. A password in a URL is masked.
std::string quoted_for_message(std::string_view text);

// The characters of UTF-8 text, each either printable or "?"; bytes that are no UTF-8 are "?" too.
std::string printable_characters(std::string_view text);

// A line of a configuration file with values that look like secrets masked: those of keys such as
// password and token, and what stands between :// and @.
std::string without_secrets(std::string_view line);

// Octets of the UTF-8 character that `text` begins with; 0 when it begins with none.
std::size_t utf8_length(std::string_view text) noexcept;

}  // namespace celltally
