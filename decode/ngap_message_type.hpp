#pragma once

#include <cstdint>
#include <string_view>

#include "decode/aper_pdu.hpp"
#include "vocabulary/event_kind.hpp"

namespace celltally {

// What is known of an NGAP message by its procedure and outcome alone (TS 38.413 8 and 9.4.4;
// protocols reference 5.3, 10.1, 12).
struct NgapMessageType {
  enum class Direction : std::uint8_t { unknown, uplink, downlink };

  // When the device is where the message says.
  enum class When : std::uint8_t {
    never,
    now,     // at packet time
    target,  // not yet: where a handover is going to
  };

  // What its UE NGAP IDs are to the device.
  enum class Ids : std::uint8_t {
    none,            // it has none, or they may be anybody's
    name,            // both ends' ids, or one of them, as they were
    ran_gives,       // RAN's is new
    path_switch,     // RAN's is new; AMF's is that of before, in another element
    amf_gives,       // AMF's may be new, at the target of a handover
    target_answers,  // RAN's is new, AMF's that of the request
    end,             // both are nobody's from now on
  };

  std::string_view name;  // empty: not in the table, and none of its elements are read
  Direction direction = Direction::unknown;
  Ids ids = Ids::none;
  EventKind kind = EventKind::none;
  When when = When::never;
  bool nas = false;      // its NAS-PDU goes in its own direction
  bool machine = false;  // a procedure of cellular IoT only
};

// One octet for a message: the outcome above the six bits of the procedure's code. Codes from 64 on
// stand where the outcome would be 3; their answers are all 255, which is no message.
constexpr std::uint8_t ngap_type(std::uint8_t procedure, AperPdu::Outcome outcome) noexcept {
  const auto above = static_cast<std::uint8_t>(outcome);
  if (procedure < 64) return static_cast<std::uint8_t>(above << 6 | procedure);
  const bool fits = procedure < 127 && outcome == AperPdu::Outcome::initiating;
  return fits ? static_cast<std::uint8_t>(3 << 6 | (procedure - 64)) : std::uint8_t{255};
}

// Static; lives for ever.
const NgapMessageType& ngap_message_type(std::uint8_t type) noexcept;

}  // namespace celltally
