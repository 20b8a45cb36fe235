#pragma once

#include <cstdint>
#include <string_view>

namespace celltally {

// What a message proves about "this device is in this cell now".
enum class Presence : std::uint8_t {
  none,        // nothing
  exact,       // radio contact in that cell at packet time, give or take two seconds
  last_known,  // was there at an earlier time: a gateway's copy
  area,        // in a site or an area, the cell is not known
  intended,    // prepared, no proof
  leaves,      // leaves the network; a cell in the message is where it was last
};

// "exact", "last_known", ...
std::string_view to_text(Presence presence) noexcept;

}  // namespace celltally
