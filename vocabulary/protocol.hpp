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
  sccp,  // connections of it, where a message says nothing of what is on top
};

inline constexpr std::size_t kProtocols = 13;

// "gtpv1", "s1ap", ...
std::string_view to_text(Protocol protocol) noexcept;

}  // namespace celltally
