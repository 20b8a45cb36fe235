#pragma once

#include <cstdint>
#include <string_view>

#include "simulate/geography.hpp"

namespace celltally {

// What a device is, and with it how its days go.
enum class DeviceKind : std::uint8_t {
  worker,        // lives and works here
  commuter,      // lives elsewhere, works here
  pupil,         // lives here, goes to school
  homebody,      // lives here, goes out to shops
  day_visitor,   // comes for some hours
  hotel_guest,   // sleeps here, of this country
  tourist,       // sleeps here, inbound roamer
  passer_by,     // crosses, without staying
  test_device,   // an operator's own, of a test network
  meter,         // a machine that stays
  tracker,       // a machine that moves
  silent_meter,  // a machine that only its behaviour gives away
  no_sim,        // an emergency call's
};

// "worker", "day_visitor", ...
std::string_view to_text(DeviceKind kind) noexcept;

constexpr bool is_machine(DeviceKind kind) noexcept {
  return kind == DeviceKind::meter || kind == DeviceKind::tracker ||
         kind == DeviceKind::silent_meter;
}
constexpr bool is_person(DeviceKind kind) noexcept {
  return kind < DeviceKind::test_device;
}

// By what a machine can be told from a person.
enum class MachineMark : std::uint8_t { none, rat, apn, tac, imsi };

// What is fixed about a device. Made anew from its number whenever it is needed: nothing is kept.
struct DeviceProfile {
  static constexpr std::uint8_t kSegmentUnknown = 14;

  std::uint32_t number = 0;
  DeviceKind kind = DeviceKind::worker;
  MachineMark mark = MachineMark::none;
  Radio radio = Radio::lte;
  bool uses_wifi = false;
  bool idle = false;  // makes no use of it all day
  bool off_at_night = false;
  bool opted_out = false;
  std::uint8_t segment = kSegmentUnknown;  // age band * 2 + gender
  std::uint16_t mcc = 0;                   // of its home network
  std::uint8_t mnc = 0;                    // of two digits
  std::uint64_t diary_seed = 0;            // the same for two devices in one pocket
  std::uint32_t home = 0;                  // cells of its radio's layer: where it sleeps,
  std::uint32_t work = 0;                  // or goes to school
  std::uint32_t leisure = 0;
  std::uint32_t shop = 0;
  std::uint32_t gate = 0;  // where it comes in from elsewhere

  // Counted among people.
  bool counts() const noexcept { return is_person(kind) && !opted_out; }
  bool inbound_roamer() const noexcept { return mcc != 1; }
};

// "25-34/f", "unknown".
std::string_view segment_text(std::uint8_t segment) noexcept;

}  // namespace celltally
