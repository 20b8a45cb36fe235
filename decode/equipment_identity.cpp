#include "decode/equipment_identity.hpp"

#include <algorithm>
#include <cstddef>

#include "decode/identity_digits.hpp"

namespace celltally {

TypeAllocationCode tac_of_equipment(std::span<const std::uint8_t> value) noexcept {
  constexpr std::size_t kTbcdMax = 8;
  const bool numbers = value.size() >= 14 && value.size() <= 16 &&
                       std::ranges::all_of(value, [](std::uint8_t each) { return each <= 9; });
  if (numbers) {
    TypeAllocationCode tac{0};
    for (const std::uint8_t digit : value.first<8>()) tac.value = tac.value * 10 + digit;
    return tac;
  }
  return value.size() <= kTbcdMax ? tac_of_tbcd(value) : tac_of_ascii(value);
}

}  // namespace celltally
