#pragma once

#include <compare>
#include <cstdint>

namespace celltally {

// Why something happened or failed, in the numbering of one protocol.
struct Cause {
  // Whose numbering `value` follows; none: the message gave no cause.
  enum class Domain : std::uint16_t {
    none,
    gtpv1,     // TS 29.060 7.7.1
    gtpv2,     // TS 29.274 8.4
    s1ap,      // TS 36.413 9.2.1.3: group << 8 | index, the group in the order of its CHOICE
    ngap,      // TS 38.413 9.3.1.2, likewise
    emm,       // TS 24.301 9.9.3.9
    fivegmm,   // TS 24.501 9.11.3.2
    sgsap,     // TS 29.118 9.4.18
    pfcp,      // TS 29.244 8.2.1
    diameter,  // RFC 6733 7.1: Result-Code, or the code in Experimental-Result
    radius,    // RFC 2866 5.10: Acct-Terminate-Cause
    sip,       // RFC 3261 21: status
    ranap,     // TS 25.413 9.2.1.4
    bssmap,    // TS 48.008 3.2.2.5
    mm,        // TS 24.008 10.5.3.6
    gmm,       // TS 24.008 10.5.5.14
  };

  Domain domain = Domain::none;
  std::uint16_t value = 0;

  constexpr bool known() const noexcept { return domain != Domain::none; }
  friend constexpr auto operator<=>(Cause, Cause) = default;
};

}  // namespace celltally
