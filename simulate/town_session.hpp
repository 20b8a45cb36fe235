#pragma once

#include <cstddef>
#include <cstdint>

namespace celltally {

// A PDN connection of the small town: the endpoints at the nodes of one core network.
struct TownSession {
  std::size_t core = 0;
  std::uint32_t mme = 0;
  std::uint32_t sgw = 0;     // towards the MME
  std::uint32_t sgw_s5 = 0;  // towards the PGW
  std::uint32_t pgw = 0;
};

}  // namespace celltally
