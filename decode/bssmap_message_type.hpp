#pragma once

#include <cstdint>
#include <string_view>

#include "vocabulary/event_kind.hpp"

namespace celltally {

// What is known of a message of BSSMAP by its type alone (TS 48.008 3.2.1 and 3.2.2.1; protocols
// reference 9.3, 10.1, 12).
struct BssmapMessageType {
  // When the device is where the message says.
  enum class When : std::uint8_t {
    never,   // it does not say
    now,     // at packet time
    target,  // not yet: where a handover is going to
  };

  std::string_view name;  // empty: there is no such message
  EventKind kind = EventKind::none;
  When when = When::never;
};

// Static; lives for ever.
const BssmapMessageType& bssmap_message_type(std::uint8_t type) noexcept;

// How many octets stand behind the identifier of an element (3.2.2).
struct BssmapElementForm {
  std::uint8_t fixed = 0;          // exactly these
  std::uint8_t length_octets = 1;  // or a length of so many octets, and what it says; 0: fixed
};

BssmapElementForm bssmap_element_form(std::uint8_t identifier) noexcept;

}  // namespace celltally
