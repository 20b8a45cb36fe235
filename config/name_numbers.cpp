#include "config/name_numbers.hpp"

#include "vocabulary/place_names.hpp"

namespace celltally {

std::optional<std::uint32_t> NameNumbers::of(std::string_view name) {
  const auto found = numbers_.find(name);
  if (found != numbers_.end()) return found->second;
  if (!PlaceNames::is_name(name)) return std::nullopt;
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.emplace_back(name);
  numbers_.emplace(name, number);
  return number;
}

}  // namespace celltally
