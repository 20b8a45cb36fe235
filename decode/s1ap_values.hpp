#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/location.hpp"
#include "vocabulary/cause.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// The values of S1AP's elements (TS 36.413 9.2) in the octets that ALIGNED PER gives them
// (protocols reference 4.1). What is not whole, or names an operator with digits that are not
// decimal, gives nothing.

// A number that an end of S1 gave to a device. None: not there.
struct S1apUeId {
  static constexpr std::uint64_t kNone = ~std::uint64_t{0};

  std::uint64_t value = kNone;

  constexpr bool known() const noexcept { return value != kNone; }
};

struct S1apUeIdPair {
  S1apUeId mme;
  S1apUeId enb;
};

// Which contexts a Reset is about.
struct S1apReset {
  bool all = false;
  std::uint32_t count = 0;  // of connections, as it says; each is a device's
  ByteCursor connections;   // AperElements
};

// MME-UE-S1AP-ID or eNB-UE-S1AP-ID (9.2.3.3, 9.2.3.4).
S1apUeId read_s1ap_ue_id(ByteCursor value) noexcept;

// UE S1AP IDs (9.2.3.18): both, or the MME's.
S1apUeIdPair read_s1ap_ue_ids(ByteCursor value) noexcept;

// Reset Type (9.1.8.1).
S1apReset read_s1ap_reset(ByteCursor value) noexcept;

// An item of its list (9.2.3.19): either id, or both.
S1apUeIdPair read_s1ap_connection(ByteCursor item) noexcept;

// E-UTRAN CGI (9.2.1.38), TAI (9.2.3.16), and both in User Location Information (9.2.1.93).
Place read_s1ap_cell(ByteCursor value) noexcept;
Place read_s1ap_tai(ByteCursor value) noexcept;
Location read_s1ap_user_location(ByteCursor value) noexcept;

// Target ID (9.2.1.6): of an eNB its site and tracking area, of a home eNB its only cell; a GSM
// cell; of an RNC the location area. What comes in an extension, an NG-RAN node, gives nothing and
// is no damage.
Location read_s1ap_target(ByteCursor value) noexcept;

// Cause (9.2.1.3): the group in the order of its CHOICE << 8 | the index in its ENUMERATED, the
// values after the extension mark counted on.
Cause read_s1ap_cause(ByteCursor value) noexcept;

}  // namespace celltally
