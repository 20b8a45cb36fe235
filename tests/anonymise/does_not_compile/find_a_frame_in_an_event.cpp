// expect: no member
#include "vocabulary/signalling_event.hpp"

// From the frame one would find the packet again, and the identity in it.
auto frame(const celltally::SignallingEvent& event) {
  return event.frame;
}
