#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace celltally {

// Reads the operator's key, under which lists of subscribers are hashed: a file, or "-" for
// standard input, of 64 hexadecimal digits and perhaps a line break, as `openssl rand -hex 32`
// gives. A file must be closed to others (secret_problem). What was read stands nowhere but in
// `key` afterwards. What is wrong, with its mend; empty: nothing. What is in the file is not shown.
std::string read_operator_key(const std::string& path, std::span<std::uint8_t, 32> key);

}  // namespace celltally
