#include "vocabulary/plmn.hpp"

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

}  // namespace celltally
