#include "decode/nas_eps_identity.hpp"

#include "decode/byte_cursor.hpp"
#include "decode/identity_digits.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {

EpsIdentity eps_identity(std::span<const std::uint8_t> value) noexcept {
  if (value.empty()) return EpsIdentity::none;
  switch (value[0] & 7) {
    case 1: return EpsIdentity::imsi;
    case 3: return EpsIdentity::imei;
    case 6: return EpsIdentity::guti;
    default: return EpsIdentity::none;
  }
}

EpsGuti read_eps_guti(std::span<const std::uint8_t> value) noexcept {
  constexpr std::uint8_t kGuti = 0xf6;  // four bits that are set, even, type 6
  ByteCursor octets{value};
  if (value.size() != 11 || octets.u8() != kGuti) return {.octets = {}, .damaged = true};
  const Plmn plmn = read_plmn(octets);
  octets.skip(3);  // MME group and code
  if (is_nobodys_tmsi(octets.u32())) return {};
  if (!plmn.known()) return {.octets = {}, .damaged = true};
  return {.octets = value.subspan(1)};
}

}  // namespace celltally
