#pragma once

#include <cstdint>

#include "decode/byte_cursor.hpp"
#include "decode/subscriber_id.hpp"
#include "decode/type_allocation_code.hpp"
#include "vocabulary/plmn.hpp"

namespace celltally {

// A 5GS mobile identity (TS 24.501 9.11.3.4) without its length. Borrows.
struct Nas5gsIdentity {
  enum class Type : std::uint8_t {
    none = 0,
    suci = 1,
    guti = 2,
    imei = 3,
    s_tmsi = 4,
    imeisv = 5,
    mac_address = 6,
    eui_64 = 7,
  };

  Type type = Type::none;
  bool well_formed = false;  // as long as its type must be, digits decimal, spare bits as they are
  SubscriberId imsi;         // of a SUCI with the null scheme
  TypeAllocationCode tac;    // of an IMEI or IMEISV
  Plmn home;                 // of any SUCI of the IMSI format, also a concealed one
  ByteCursor temporary;      // 5G-GUTI: ten octets; 5G-S-TMSI: six
};

Nas5gsIdentity read_nas_5gs_identity(ByteCursor value) noexcept;

}  // namespace celltally
