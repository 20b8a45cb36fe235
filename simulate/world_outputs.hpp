#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <span>

#include "simulate/made_sighting.hpp"
#include "simulate/tapped_interface.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Where a made-up world goes while it runs. All in the order of time; empty ones are not needed.
struct WorldOutputs {
  // A frame on an interface; false when no more can be written, which ends the world.
  std::function<bool(TappedInterface, Timestamp, std::span<const std::uint8_t>)> packet{};
  std::function<void(const MadeSighting&)> sighting{};
  std::ostream* whereabouts = nullptr;  // CSV; the header is written too
  std::ostream* truth = nullptr;        // the same
};

}  // namespace celltally
