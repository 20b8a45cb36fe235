#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/counting_basis.hpp"
#include "simulate/split_mix.hpp"
#include "vocabulary/signalling_event.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// Devices that do not exist, and what they signal in one day: ordinary ones, and ones that try to
// be in more numbers than anybody should. The same for the same seed.
class MadeDevices {
 public:
  explicit MadeDevices(std::uint64_t seed) noexcept : random_(seed) {}

  // The day that they are all of: 04:00 to 04:00 UTC.
  static Window day();

  // The cells that they are in, on sites and in zones.
  static std::vector<CellSite> cells();

  // All of one device's events, in the order of time, inside the day. At least one.
  std::vector<SignallingEvent> device(Tag tag);

 private:
  enum class Kind { ordinary, traveller, at_borders, settled, meter };

  std::vector<std::int64_t> moments(Kind kind);
  std::uint32_t cell(Kind kind, std::uint32_t before);
  SignallingEvent first_of(Tag tag, Kind kind);

  SplitMix random_;
};

}  // namespace celltally
