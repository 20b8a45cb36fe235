#pragma once

#include <cstdint>

namespace celltally {

// A message of a burst that OptedOutSessions is to look at.
struct AskedMessage {
  enum class Whose : std::uint8_t {
    opted_out,  // of somebody who has opted out
    unnamed,    // of nobody whose name is known
    named,      // of somebody else, whom it names
    known,      // of somebody else, who was named before
  };

  std::uint16_t number = 0;  // in the burst
  Whose whose = Whose::unnamed;
};

}  // namespace celltally
