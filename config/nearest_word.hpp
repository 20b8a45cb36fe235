#pragma once

#include <span>
#include <string_view>

namespace celltally {

// The word that `typed` was most likely meant to be: so few letters added, left out, changed or
// swapped as a slip makes. Empty when none is near.
std::string_view nearest_word(std::string_view typed, std::span<const std::string_view> words);

}  // namespace celltally
