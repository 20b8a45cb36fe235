#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace celltally {

// A public land mobile network: country (MCC) and operator (MNC), kept as its three octets on the
// wire, first octet highest: MCC2|MCC1, MNC3|MCC3, MNC2|MNC1 (TS 24.008 10.5.1.13). An MNC of two
// digits has MNC3 = f and stays different from the same number with three digits. Zero means "not
// known"; 000-000 on the wire is read as that too.
struct Plmn {
  std::uint32_t octets = 0;  // 24 bits

  constexpr bool known() const noexcept { return octets != 0; }
  constexpr std::uint8_t mcc1() const noexcept { return nibble(16); }
  constexpr std::uint8_t mcc2() const noexcept { return nibble(20); }
  constexpr std::uint8_t mcc3() const noexcept { return nibble(8); }
  constexpr std::uint8_t mnc1() const noexcept { return nibble(0); }
  constexpr std::uint8_t mnc2() const noexcept { return nibble(4); }
  constexpr std::uint8_t mnc3() const noexcept { return nibble(12); }  // 15: the MNC has two digits

  constexpr std::uint32_t mcc() const noexcept { return mcc1() * 100u + mcc2() * 10u + mcc3(); }
  constexpr int mnc_digits() const noexcept { return mnc3() == 15 ? 2 : 3; }

  // Whether every digit is decimal; anything else came from a damaged message.
  constexpr bool decimal() const noexcept {
    return mcc1() < 10 && mcc2() < 10 && mcc3() < 10 && mnc1() < 10 && mnc2() < 10 &&
           (mnc3() < 10 || mnc3() == 15);
  }

  // MCC 001 and 999 are for tests and private networks (ITU-T E.212), never for the public.
  constexpr bool test_network() const noexcept { return known() && (mcc() == 1 || mcc() == 999); }

  friend constexpr auto operator<=>(Plmn, Plmn) = default;

 private:
  constexpr std::uint8_t nibble(int shift) const noexcept {
    return static_cast<std::uint8_t>(octets >> shift & 15u);
  }
};

// "208-93", "310-410"; empty when not known.
std::string to_text(Plmn plmn);

// What to_text writes of a decimal one; nothing for any other text.
std::optional<Plmn> plmn_from_text(std::string_view text) noexcept;

}  // namespace celltally
