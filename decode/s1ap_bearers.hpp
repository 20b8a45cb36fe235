#pragma once

#include <cstddef>
#include <cstdint>

#include "decode/aper_pdu.hpp"
#include "decode/ip_address.hpp"

namespace celltally {

// One bearer: the core's end of its tunnel, and the NAS message beside it. Borrows.
struct S1apBearer {
  IpAddress ipv4;
  IpAddress ipv6;
  std::uint32_t teid = 0;  // 0: not read
  ByteCursor nas;
};

// The bearers of a list in which the core gives its ends (TS 36.413 9.1.3.1, 9.1.4.1, 9.1.5.4,
// 9.1.5.9), one after the other. The eNB's ends stand in other elements, which are not read.
class S1apBearers {
 public:
  enum class List : std::uint8_t {
    of_setup,     // E-RAB to be Setup List of E-RAB Setup Request
    of_context,   // the same of Initial Context Setup Request
    of_handover,  // the same of Handover Request; E-RAB To Be Switched in Uplink List
  };

  S1apBearers() noexcept : items_(ByteCursor{}, 0) {}
  S1apBearers(List list, ByteCursor value) noexcept : items_(items_of(value)), list_(list) {}

  // A bearer that cannot be read has TEID 0.
  bool next(S1apBearer& bearer) noexcept;

 private:
  static AperElements items_of(ByteCursor value) noexcept {
    const std::size_t count = std::size_t{value.u8()} + 1;
    return {value, count};
  }

  AperElements items_;
  List list_ = List::of_setup;
};

}  // namespace celltally
