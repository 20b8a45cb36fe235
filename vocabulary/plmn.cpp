#include "vocabulary/plmn.hpp"

#include <array>

namespace celltally {

namespace {

char digit(std::uint8_t nibble) {
  return "0123456789abcdef"[nibble & 15];
}

}  // namespace

std::string to_text(Plmn plmn) {
  if (!plmn.known()) return {};
  std::string text{digit(plmn.mcc1()), digit(plmn.mcc2()), digit(plmn.mcc3()), '-',
                   digit(plmn.mnc1()), digit(plmn.mnc2())};
  if (plmn.mnc_digits() == 3) text += digit(plmn.mnc3());
  return text;
}

std::optional<Plmn> plmn_from_text(std::string_view text) noexcept {
  std::array<std::uint32_t, 6> digits{0, 0, 0, 0, 0, 15};
  if ((text.size() != 6 && text.size() != 7) || text[3] != '-') return std::nullopt;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at == 3) continue;
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
    digits[count++] = static_cast<std::uint32_t>(text[at] - '0');
  }
  const auto& [mcc1, mcc2, mcc3, mnc1, mnc2, mnc3] = digits;
  return Plmn{mcc2 << 20 | mcc1 << 16 | mnc3 << 12 | mcc3 << 8 | mnc2 << 4 | mnc1};
}

}  // namespace celltally
