#pragma once

#include <cstdint>
#include <type_traits>

#include "vocabulary/cause.hpp"
#include "vocabulary/event_kind.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/plmn.hpp"
#include "vocabulary/presence.hpp"
#include "vocabulary/protocol.hpp"
#include "vocabulary/tag.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// How a person became known.
enum class KnownBy : std::uint8_t {
  nothing,   // unknown: `person` is zero
  identity,  // the message carried the permanent identity
  session,   // joined by a temporary identity, such as a TEID
};

// What one signalling message tells once identifiers are gone: what leaves anonymise/. Made for
// every message, so that bursts stay in step; `kind` is none where nothing happened.
struct SignallingEvent {
  Timestamp at;
  Tag person;
  Place cell;  // where the device is or was, see `presence`; none when the message names no cell
  Place area;  // the tracking, routing or location area beside it
  Plmn home;   // the home network of the person's IMSI; joined sessions remember it
  Cause cause;
  EventKind kind = EventKind::none;
  Presence presence = Presence::none;
  Protocol protocol = Protocol::gtpv2;
  KnownBy known_by = KnownBy::nothing;
  bool machine = false;          // a thing, not a person: NB-IoT or LTE-M
  bool unauthenticated = false;  // the network did not verify the identity, or there is none at all
                                 // (emergency): never counted as a person
  bool retransmission = false;   // a copy of a message already seen: never counted again
};

static_assert(std::is_trivially_copyable_v<SignallingEvent>);
static_assert(sizeof(SignallingEvent) == 48, "four events in three cache lines");

}  // namespace celltally
