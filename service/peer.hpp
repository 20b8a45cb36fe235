#pragma once

#include <sys/types.h>

#include <string>

#include "vocabulary/result.hpp"

namespace celltally {

// The group of that name; fails, with what to do, when there is none.
Result<gid_t, std::string> group_named(const std::string& name);

// Whether who is at the other end of a UNIX socket is root, this process's user, or in `group`, by
// the kernel's word.
bool may_ask(int socket, gid_t group) noexcept;

}  // namespace celltally
