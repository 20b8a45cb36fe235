#include "decode/nas_5gs_identity.hpp"

#include "decode/identity_digits.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {
namespace {

using Type = Nas5gsIdentity::Type;

// Of the IMSI format. The network access identifier of the other formats is text: not read.
void read_suci(ByteCursor value, Nas5gsIdentity& identity) noexcept {
  constexpr std::size_t kMac = 8;
  constexpr std::size_t kKeyA = 32;  // Curve25519 (TS 33.501 C.3.4.1)
  constexpr std::size_t kKeyB = 33;  // secp256r1, compressed (C.3.4.2)
  const auto whole = value.rest();
  const std::uint8_t head = value.u8();
  if ((head & 0xf0) != 0) {  // format, in three bits, and a spare one
    identity.well_formed = (head & 0x80) == 0;
    return;
  }
  const Plmn home = read_plmn(value);
  value.skip(2);  // routing indicator
  const std::uint8_t scheme = value.u8();
  value.skip(1);  // home network public key identifier
  if (!value.ok() || !home.known()) return;
  identity.home = home;
  identity.imsi = suci_imsi(whole);
  switch (scheme) {
    case 0: identity.well_formed = identity.imsi.present(); return;
    case 1: identity.well_formed = value.size() > kKeyA + kMac && value.size() < 64; return;
    case 2: identity.well_formed = value.size() > kKeyB + kMac && value.size() < 64; return;
    default: identity.well_formed = (scheme & 15) > 2;  // the operator's own
  }
}

// The spare bits above the type are ones, or zeroes of a stack that forgot them; of a 5G-GUTI the
// PLMN is read only to be looked at.
void read_temporary(std::size_t octets, ByteCursor value, Nas5gsIdentity& identity) noexcept {
  const bool guti = identity.type == Type::guti;
  const std::uint8_t head = value.u8();
  const ByteCursor whole = value;
  const Plmn plmn{guti ? value.u24() : 0};
  value.skip(guti ? 3 : 2);  // region; set and pointer
  const std::uint32_t tmsi = value.u32();
  const bool fits = value.ok() && value.empty() && whole.size() == octets && plmn.decimal();
  identity.well_formed = fits && (head >> 4 == 0xf || head >> 4 == 0);
  if (fits && (plmn.known() || !guti) && !is_nobodys_tmsi(tmsi)) identity.temporary = whole;
}

void read_equipment(ByteCursor value, Nas5gsIdentity& identity) noexcept {
  const std::size_t octets = identity.type == Type::imei ? 8 : 9;
  identity.tac = tac_of_mobile_identity(value.rest());
  identity.well_formed = identity.tac.known() && value.size() == octets;
}

}  // namespace

Nas5gsIdentity read_nas_5gs_identity(ByteCursor value) noexcept {
  Nas5gsIdentity identity;
  ByteCursor head = value;
  identity.type = static_cast<Type>(head.u8() & 7);
  if (!head.ok()) {
    identity.type = Type::none;
    return identity;
  }
  switch (identity.type) {
    case Type::suci: read_suci(value, identity); break;
    case Type::guti: read_temporary(10, value, identity); break;
    case Type::s_tmsi: read_temporary(6, value, identity); break;
    case Type::imei:
    case Type::imeisv: read_equipment(value, identity); break;
    case Type::none: identity.well_formed = value.size() == 1; break;
    case Type::mac_address: identity.well_formed = value.size() == 7; break;
    case Type::eui_64: identity.well_formed = value.size() == 9; break;
  }
  return identity;
}

}  // namespace celltally
