#include "simulate/wire_digits.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "simulate/octet_writer.hpp"
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

Octets labels(std::string_view name) {
  OctetWriter writer;
  for (std::size_t from = 0; from <= name.size();) {
    const std::size_t to = std::min(name.find('.', from), name.size());
    writer.u8(static_cast<std::uint32_t>(to - from));
    for (const char letter : name.substr(from, to - from)) {
      writer.u8(static_cast<std::uint8_t>(letter));
    }
    from = to + 1;
  }
  return std::move(writer).take();
}

}  // namespace celltally
