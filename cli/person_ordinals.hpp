#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "vocabulary/tag.hpp"

namespace celltally {

// Numbers people from 1 in the order in which they appear, so that a tag need not be shown.
class PersonOrdinals {
 public:
  // Nothing for a person who is not known.
  std::optional<std::uint64_t> of(Tag person) {
    if (!person.known()) return std::nullopt;
    return ordinals_.try_emplace(person.value, ordinals_.size() + 1).first->second;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint64_t> ordinals_;
};

}  // namespace celltally
