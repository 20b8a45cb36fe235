#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/ip_address.hpp"

namespace celltally {

// Fully Qualified TEID (TS 29.274 8.22): one end of a tunnel and the interface that it is on.
struct FTeid {
  // The interface types that decide something here.
  static constexpr std::uint8_t kS5PgwControl = 7;
  static constexpr std::uint8_t kS11Mme = 10;
  static constexpr std::uint8_t kS4Sgsn = 17;
  static constexpr std::uint8_t kS2aTwan = 35;

  static constexpr std::uint8_t kNone = 0x3f;  // reserved, never assigned

  std::uint32_t interface_type = kNone;  // wide: without padding it is returned in one register
  std::uint32_t teid = 0;

  // GTP-C ends: S5/S8, S11, S10, S3, S4, S16, Sm, Sn, S2b, S2a, N26. Not the PMIPv6 ones (8, 9),
  // which carry a GRE key in place of the TEID.
  constexpr bool control_plane() const noexcept {
    return in(bit(6) | bit(7) | bit(10) | bit(11) | bit(12) | bit(13) | bit(14) | bit(17) |
              bit(18) | bit(24) | bit(25) | bit(26) | bit(27) | bit(30) | bit(32) | bit(35) |
              bit(36) | bit(40));
  }

  // A PGW's: S5/S8, S2b, S2a.
  constexpr bool pgw_control() const noexcept { return in(bit(7) | bit(32) | bit(36)); }

  // The SGW's end of S1-U.
  constexpr bool core_user_plane() const noexcept { return in(bit(1)); }

  // The radio side's end of a bearer: eNB (S1-U), RNC (S12), SGSN (S4-U), MME (S11-U).
  constexpr bool radio_user_plane() const noexcept {
    return in(bit(0) | bit(2) | bit(15) | bit(38));
  }

 private:
  static constexpr std::uint64_t bit(unsigned type) noexcept { return std::uint64_t{1} << type; }
  constexpr bool in(std::uint64_t types) const noexcept {
    return (types >> interface_type & 1) != 0;
  }
};

// Together with where it is. Borrows the packet's bytes.
struct AddressedFTeid {
  FTeid end;
  IpAddress v4;  // either or both
  IpAddress v6;
};

// Nearly all: one IPv4 address, and nothing missing.
constexpr bool is_usual_f_teid(std::span<const std::uint8_t> octets) noexcept {
  constexpr std::uint8_t kHasV4 = 0x80;
  return octets.size() >= 9 && (octets[0] & 0xc0) == kHasV4;
}

// REQUIRES: is_usual_f_teid(octets).
inline AddressedFTeid read_usual_f_teid(std::span<const std::uint8_t> octets) noexcept {
  ByteCursor value{octets.first<9>()};
  AddressedFTeid read;
  read.end.interface_type = value.u8() & 0x3fu;
  read.end.teid = value.u32();
  read.v4 = IpAddress::of(value.rest());
  return read;
}

// An end of interface type kNone when the element is shorter than its flags promise.
inline AddressedFTeid read_f_teid(std::span<const std::uint8_t> octets) noexcept {
  constexpr std::uint8_t kHasV4 = 0x80;
  constexpr std::uint8_t kHasV6 = 0x40;
  ByteCursor value{octets};
  AddressedFTeid read;
  const std::uint8_t flags = value.u8();
  read.end.interface_type = flags & 0x3fu;
  read.end.teid = value.u32();
  if ((flags & kHasV4) != 0) read.v4 = IpAddress::of(value.bytes(4));
  if ((flags & kHasV6) != 0) read.v6 = IpAddress::of(value.bytes(16));
  if (!value.ok()) return {};
  return read;
}

}  // namespace celltally
