#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/nas_eps_message_type.hpp"
#include "decode/signalling_message.hpp"
#include "vocabulary/event_kind.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// What a message between a device and its MME (NAS for EPS, TS 24.301) says beside what is written
// into the SignallingMessage. Borrows.
struct NasEps {
  EmmMessage type{};                 // zero: not readable, or none of those that are read
  EventKind kind = EventKind::none;  // of what the message tells of; none: of nothing in itself
  bool departing = false;            // the device answers that it leaves, or will come anew

  // Of the device: those that it has, or that it is given. Ten octets each.
  std::span<const std::uint8_t> guti;
  std::span<const std::uint8_t> additional_guti;
  // The TMSI that it is given for the circuit-switched domain, and where.
  Place tmsi_area;
  std::span<const std::uint8_t> tmsi;  // four octets
};

// Reads one message, in whatever security header it comes (9.3.1); what is ciphered only where the
// null algorithm left it readable. Writes permanent identities, home, cause, APN, machine and
// damage into `message`.
NasEps read_nas_eps(ByteCursor nas, bool of_device, SignallingMessage& message) noexcept;

}  // namespace celltally
