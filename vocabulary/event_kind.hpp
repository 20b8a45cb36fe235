#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace celltally {

// What happened, in one vocabulary over all protocols (reference: TS 23.401 and 23.060 procedures).
enum class EventKind : std::uint8_t {
  none,             // a message that tells of no event: most responses, echoes
  attach,           // switched on or came into the network; first PDN connection
  area_update,      // moved to another tracking, routing or location area, or to another MME or SGW
  periodic_update,  // a sign of life without a move
  service_request,  // idle to connected
  handover_prepare,  // a handover is planned: says where a device may be next, proves nothing
  handover,          // a handover done
  location_report,   // the cell was reported for its own sake
  idle,              // connected to idle
  paging,            // the network is looking for the device: proves nothing
  session_new,       // a further PDN connection or bearer
  session_modify,
  session_end,
  detach,   // left the network
  suspend,  // went to a voice call in 2G or 3G, or came back
  call,     // a voice call is made, answered or ended
  text,     // a short message is sent or received
};

inline constexpr std::size_t kEventKinds = 17;

// "attach", "area_update", ...; empty for none.
std::string_view to_text(EventKind kind) noexcept;

}  // namespace celltally
