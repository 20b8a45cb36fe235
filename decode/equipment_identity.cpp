#include "decode/equipment_identity.hpp"

#include <algorithm>
#include <cstddef>

#include "decode/identity_digits.hpp"

namespace celltally {

SubscriberId equipment_identity(std::span<const std::uint8_t> value) noexcept {
  constexpr auto kImei = SubscriberId::Kind::imei;
  constexpr std::size_t kTbcdMax = 8;
  const bool numbers = value.size() >= 14 && value.size() <= 16 &&
                       std::ranges::all_of(value, [](std::uint8_t each) { return each <= 9; });
  if (numbers) return {kImei, SubscriberId::Coding::ascii, value};
  return value.size() <= kTbcdMax ? tbcd_identity(kImei, value) : ascii_identity(kImei, value);
}

}  // namespace celltally
