#pragma once

#include <cstdint>

namespace celltally {

// PDU types of BSSGP of which anything is read (TS 48.018 table 11.3.26.1).
enum class BssgpPduType : std::uint8_t {
  dl_unitdata = 0x00,
  ul_unitdata = 0x01,
  paging_ps = 0x06,
  paging_cs = 0x07,
  suspend = 0x0b,
  resume = 0x0e,
};

}  // namespace celltally
