#pragma once

#include "vocabulary/cause.hpp"
#include "vocabulary/event_kind.hpp"
#include "vocabulary/machine_hint.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/plmn.hpp"
#include "vocabulary/presence.hpp"
#include "vocabulary/protocol.hpp"
#include "vocabulary/service_class.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What a decoded message and the event made of it have in common: everything but who. One
// structure, so that a copy of some 40 octets takes it from the one to the other.
struct EventFacts {
  Timestamp at;
  Place cell;  // where the device is or was, see `presence`; none when the message names no cell
  Place area;  // the tracking, routing or location area beside it
  Plmn home;   // the home network of the person's IMSI
  Cause cause;
  EventKind kind = EventKind::none;
  Presence presence = Presence::none;
  Protocol protocol = Protocol::gtpv2;
  MachineHint machine : 2 = MachineHint::none;  // a thing, not a person, where it is not none
  // The network did not verify the identity, or there is none at all (emergency): never counted as
  // a person.
  bool unauthenticated : 1 = false;
  ServiceClass service : 4 = ServiceClass::none;
};

}  // namespace celltally
