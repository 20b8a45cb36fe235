#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/message_burst.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// A message of NAS of 2G or 3G being read (TS 24.008): where it was sent, as far as what carries it
// says for certain, and the message that it is read into, the last one of `burst`.
struct NasReading {
  Place location_area;  // the device's current one; none when not certain
  Place routing_area;   // likewise
  bool uplink = false;  // certainly from the device
  // The P-TMSI that it had in another area, where the message itself leaves it out; 0: not known.
  std::uint32_t earlier_p_tmsi = 0;
  MessageBurst& burst;
  SignallingMessage& message;

  void note(MessageDamage damage) const noexcept { message.note(damage); }
};

// What a mobile identity (TS 24.008 10.5.1.4) of type TMSI is.
struct TmsiUse {
  TemporaryId::Kind kind = TemporaryId::Kind::tmsi;
  Place area;  // whose TMSI it is; not known(): it names nobody
  TemporaryId::Role role = TemporaryId::Role::names;
};

// Takes over an identity, of whichever type it is. Whether it is an IMEI is returned: who is known
// by nothing else has no SIM.
bool read_nas_identity(std::span<const std::uint8_t> value, const TmsiUse& tmsi,
                       const NasReading& reading) noexcept;

// The next length and value. Nothing when there is none; cut short where the message ends before
// it, which is then noted.
std::span<const std::uint8_t> take_nas_value(ByteCursor& cursor,
                                             const NasReading& reading) noexcept;

// An optional element. In a message of NAS the first octet says whether it has a length: from 80 on
// it is all there is (TS 24.007 11.2.4); below, `fixed_length` knows those that have none.
struct NasElement {
  std::uint8_t identifier = 0;
  std::span<const std::uint8_t> value;
};

// False at the end, or where an element is not whole, which is then noted. `fixed_length` gives the
// octets behind the identifier of an element that has no length, 0 for all others.
bool next_nas_element(ByteCursor& cursor, std::uint8_t (*fixed_length)(std::uint8_t),
                      const NasReading& reading, NasElement& element) noexcept;

// The value of the first element of that kind; empty when there is none. What follows is looked
// through all the same.
std::span<const std::uint8_t> find_nas_element(ByteCursor cursor, std::uint8_t identifier,
                                               std::uint8_t (*fixed_length)(std::uint8_t),
                                               const NasReading& reading) noexcept;

}  // namespace celltally
