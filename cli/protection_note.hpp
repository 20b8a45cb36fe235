#pragma once

#include <string>

#include "disclose/release_rules.hpp"

namespace celltally {

// What stands with every result: the banner of exact counts, or what mode threshold_only does and
// does not do (design decision 9). One line, however long, without its line break.
std::string protection_note(bool exact, const ReleaseRules& rules);

}  // namespace celltally
