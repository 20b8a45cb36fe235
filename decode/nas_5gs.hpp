#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/message_damage.hpp"
#include "decode/subscriber_id.hpp"
#include "decode/type_allocation_code.hpp"
#include "vocabulary/cause.hpp"
#include "vocabulary/event_kind.hpp"
#include "vocabulary/plmn.hpp"

namespace celltally {

enum class NasDirection5gs : std::uint8_t { uplink, downlink };

// What a NAS message of 5GS mobility management says (TS 24.501 Rel-17; messages 8.2, elements
// 9.11). Borrows.
struct Nas5gs {
  std::uint8_t type = 0;  // 0: it could not be read, or is of no interest
  EventKind kind = EventKind::none;
  bool leaves = false;  // deregistered from 3GPP access, not to come back at once
  bool machine = false;
  bool unauthenticated = false;  // an equipment identity in the place of a subscriber's
  MessageDamage damage = MessageDamage::none;
  Cause cause;
  std::span<const std::uint8_t> dnn;  // that the device asks for, as labels
  Plmn home;
  SubscriberId imsi;
  TypeAllocationCode tac;  // of an IMEI or IMEISV

  // Temporary identities; empty when there is none. A 5G-GUTI is its ten octets: PLMN, region, set
  // and pointer, 5G-TMSI; a 5G-S-TMSI is the last six of them.
  ByteCursor guti;
  ByteCursor additional_guti;
  ByteCursor s_tmsi;
  bool guti_given = false;   // by the network just now; otherwise the device names itself by it
  bool guti_is_own = false;  // of the AMF that the message is for
};

// Reads a message that is plain, or integrity protected without ciphering; also a ciphered one if
// it looks so much like a plain message that the null cipher (5G-EA0) must be in use: a known type,
// every part of its known length to the very end, identities of the right length for their type.
// Random octets pass less than once in ten million. Nothing is kept from message to message.
Nas5gs read_nas_5gs(ByteCursor nas, NasDirection5gs direction) noexcept;

}  // namespace celltally
