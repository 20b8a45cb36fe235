#pragma once

#include <string>
#include <string_view>

namespace celltally {

// SHA-256 (FIPS 180-4) as 64 hex digits in lower case.
std::string sha256_hex(std::string_view bytes);

// Whether the text is 64 hex digits in lower case.
bool is_sha256_hex(std::string_view text) noexcept;

}  // namespace celltally
