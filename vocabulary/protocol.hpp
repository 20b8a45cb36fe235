#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace celltally {

// The signalling protocols that decode/ reads.
enum class Protocol : std::uint8_t {
  gtpv1,
  gtpv2,
  s1ap,
  ngap,
  sgsap,
  pfcp,
  diameter,
  radius,
  sip,
  ranap,
  bssap,
  bssgp,
};

inline constexpr std::size_t kProtocols = 12;

// "gtpv1", "s1ap", ...
std::string_view to_text(Protocol protocol) noexcept;

}  // namespace celltally
