#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "audit/box/canary_person.hpp"
#include "audit/box/device_form.hpp"
#include "simulate/split_mix.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Packets in which canaries attach, each in a cell of eight; of four messages one is damaged: bits
// are turned, it is cut short, or its lengths lie. A canary's digits mostly survive that.
class CanaryCapture {
 public:
  using Write = std::function<void(Timestamp at, std::span<const std::uint8_t> frame)>;

  CanaryCapture(const std::vector<CanaryPerson>& people, std::uint64_t seed)
      : people_(&people), random_(seed) {}

  // Each of them once, from this moment on within so long. REQUIRES: the people still live.
  void everybody(Timestamp from, Timestamp within, const Write& write);

  static std::vector<Place> cells();
  // An hour in which a day has begun, of a Thursday in January 2026.
  static Timestamp first_hour() { return Timestamp::from_seconds(1'768'456'800); }

 private:
  void damage(Octets& frame);

  const std::vector<CanaryPerson>* people_;
  SplitMix random_;
  DeviceForm form_{DeviceForm::Message::attach};
};

}  // namespace celltally
