#pragma once

#include <cstdint>
#include <span>

namespace celltally {

// Which identity an EPS mobile identity is (TS 24.301 9.9.3.12), by its first octet.
enum class EpsIdentity : std::uint8_t { none, imsi, imei, guti };

EpsIdentity eps_identity(std::span<const std::uint8_t> value) noexcept;

// The ten octets of a GUTI behind the first: PLMN, MME group, MME code, M-TMSI. Empty where it is
// none, or its operator has digits that are not decimal.
std::span<const std::uint8_t> guti_of(std::span<const std::uint8_t> value) noexcept;

}  // namespace celltally
