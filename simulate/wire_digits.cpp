#include "simulate/wire_digits.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>

#include "vocabulary/place.hpp"

namespace celltally {

Octets tbcd(std::string_view digits) {
  Octets octets;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const int low = digits[i] - '0';
    const int high = i + 1 < digits.size() ? digits[i + 1] - '0' : 15;
    octets.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  return octets;
}

Octets plmn_octets(Plmn plmn) {
  return {static_cast<std::uint8_t>(plmn.octets >> 16), static_cast<std::uint8_t>(plmn.octets >> 8),
          static_cast<std::uint8_t>(plmn.octets)};
}

Plmn plmn(std::string_view text) {
  const auto area = place_from_text("lai:" + std::string{text} + "-0000");
  assert(area.has_value());
  return area ? area->plmn() : Plmn{};
}

}  // namespace celltally
