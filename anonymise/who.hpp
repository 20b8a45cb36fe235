#pragma once

#include "vocabulary/machine_hint.hpp"
#include "vocabulary/plmn.hpp"
#include "vocabulary/signalling_event.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// Who a message is about, as far as anything is known, and what is known about them.
struct Who {
  Tag person;
  Plmn home;
  MachineHint machine = MachineHint::none;
  bool unauthenticated = false;
  KnownBy known_by = KnownBy::nothing;
};

}  // namespace celltally
