#pragma once

#include <cstdint>
#include <string_view>

#include "vocabulary/event_kind.hpp"

namespace celltally {

// What a GTPv2-C message type says by itself.
struct Gtpv2MessageType {
  // What location elements in such a message mean.
  enum class Location : std::uint8_t {
    ignored,  // none is expected, or it is a place that the device has left
    current,  // the device was just in contact there
    kept,     // a copy that a node kept: true at an earlier time
    target,   // where a handover is going to
  };

  std::string_view name;  // as in TS 29.274 table 6.1-1; empty for a type without a name there
  EventKind kind = EventKind::none;
  Location location = Location::ignored;
};

const Gtpv2MessageType& gtpv2_message_type(std::uint8_t type) noexcept;

}  // namespace celltally
