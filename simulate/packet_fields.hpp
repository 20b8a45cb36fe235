#pragma once

#include <cstdint>

namespace celltally {

// What differs between two packets of one kind in a BusyNetwork.
struct PacketFields {
  std::uint32_t person = 0;  // the identities follow from it
  std::uint32_t cell = 0;    // counts from 0
  std::uint32_t mme_teid = 0;
  std::uint32_t sgw_teid = 0;
  std::uint32_t sequence = 0;  // 24 bits
};

}  // namespace celltally
