// expect: no member
#include "vocabulary/signalling_event.hpp"

auto identity(const celltally::SignallingEvent& event) {
  return event.imsi;
}
