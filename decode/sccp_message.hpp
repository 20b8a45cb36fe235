#pragma once

#include <cstdint>
#include <span>

#include "decode/signalling_point.hpp"

namespace celltally {

// What a message of SCTP or MTP says of a message of SCCP, whether it is one (ITU-T Q.713) or one
// of SUA, which says the same in other words (RFC 3868). Borrows.
struct SccpMessage {
  // Q.713 table 1.
  enum class Type : std::uint8_t {
    connection_request = 0x01,
    connection_confirm = 0x02,
    connection_refused = 0x03,
    released = 0x04,
    release_complete = 0x05,
    data_form_1 = 0x06,
    data_form_2 = 0x07,
    unitdata = 0x09,
    error = 0x0f,  // the reference it goes to is nobody's at the other end any more
    inactivity_test = 0x10,
    extended_unitdata = 0x11,
    long_unitdata = 0x13,
    other = 0,  // services, acknowledgements, resets of what is under way: nothing is wanted here
  };

  Type type = Type::other;
  SignallingPoint origin;
  SignallingPoint destination;

  // Of the connection: what each end calls it.
  bool has_source_reference = false;
  bool has_destination_reference = false;
  std::uint32_t source_reference = 0;
  std::uint32_t destination_reference = 0;

  // Subsystem numbers (TS 23.003 8.2); 0 where the message has none.
  std::uint8_t called = 0;
  std::uint8_t calling = 0;

  std::span<const std::uint8_t> data;  // the user's
  bool more = false;                   // what follows on the connection belongs to it

  // Of a message in pieces, not on a connection (Q.713 3.17).
  bool segmented = false;
  bool first_segment = false;
  std::uint8_t segments_left = 0;  // after this one; at most 15
  std::uint32_t segmentation_reference = 0;

  bool cut = false;     // the capture holds less of it than was sent
  bool broken = false;  // a part of it stands beyond its end
};

}  // namespace celltally
