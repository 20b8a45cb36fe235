#pragma once

#include <cstdint>
#include <span>

namespace celltally {

// Which identity an EPS mobile identity is (TS 24.301 9.9.3.12), by its first octet.
enum class EpsIdentity : std::uint8_t { none, imsi, imei, guti };

EpsIdentity eps_identity(std::span<const std::uint8_t> value) noexcept;

// A GUTI: the ten octets behind the first: PLMN, MME group, MME code, M-TMSI.
struct EpsGuti {
  std::span<const std::uint8_t> octets;  // empty: it is none, or nobody's
  bool damaged = false;                  // wrong length, or an operator that is not decimal
};

EpsGuti read_eps_guti(std::span<const std::uint8_t> value) noexcept;

}  // namespace celltally
