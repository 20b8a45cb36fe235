#pragma once

#include <cstdint>
#include <string_view>

#include "vocabulary/event_kind.hpp"
#include "vocabulary/presence.hpp"

namespace celltally {

// What is known of an SGsAP message by its type alone (TS 29.118 table 9.2.1 and 8).
struct SgsapMessageType {
  std::string_view name;  // empty: not in the table
  EventKind kind = EventKind::none;
  // What a cell in it proves: exact, leaves, or none. Of an area in place of the cell: area.
  Presence presence = Presence::none;
  bool gives_tmsi = false;  // a TMSI in it was allocated just now
};

// Static; lives for ever.
const SgsapMessageType& sgsap_message_type(std::uint8_t type) noexcept;

inline constexpr std::uint8_t kSgsapLocationUpdateRequest = 9;
inline constexpr std::uint8_t kSgsapImsiDetachIndication = 19;

}  // namespace celltally
