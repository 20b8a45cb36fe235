#pragma once

#include <cstdint>
#include <string>

#include "vocabulary/result.hpp"

namespace celltally {

// The number (gid_t) of the group of that name; fails, with what to do, when there is none.
Result<std::uint32_t, std::string> group_named(const std::string& name);

// Whether who is at the other end of a UNIX socket is root, this process's user, or in `group`, by
// the kernel's word.
bool may_ask(int socket, std::uint32_t group) noexcept;

}  // namespace celltally
