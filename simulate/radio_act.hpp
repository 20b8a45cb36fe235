#pragma once

#include <cstdint>
#include <string>

#include "simulate/cell_layer.hpp"
#include "simulate/device_profile.hpp"
#include "simulate/device_state.hpp"
#include "simulate/made_sighting.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Something that a device and its network do: on the interfaces it becomes messages.
struct RadioAct {
  enum class Kind : std::uint8_t {
    attach,
    service,          // woke up by itself
    answer,           // woke up because it was looked for
    call,             // of the circuit-switched domain, or by the data network: wakes up too
    text,             // likewise
    handover,         // while connected
    area_update,      // while idle, in another tracking area
    periodic_update,  // a sign of life
    release,          // connected to idle
    detach,
    wifi_start,
    wifi_interim,
    wifi_stop,
  };

  Kind kind = Kind::attach;
  Timestamp at;
  const DeviceProfile& profile;
  DeviceContext& context;
  std::uint32_t cell = 0;  // Geography::number: where the radio contact is
  const WorldCell& where;
  std::uint64_t imsi = 0;  // 15 digits; 0: there is no SIM
  std::uint64_t msisdn = 0;
  std::uint64_t imeisv = 0;
  // Of a context that a handover leaves behind.
  DeviceContext before{};

  Timestamp after(std::int64_t milliseconds) const noexcept {
    return {at.ns + milliseconds * 1'000'000};
  }
  MadeSighting told(EventKind event, Presence presence) const noexcept {
    return {.at = at,
            .device = profile.number,
            .who = profile.kind,
            .mark = profile.mark,
            .opted_out = profile.opted_out,
            .cell = cell,
            .place = where.place,
            .kind = event,
            .presence = presence};
  }
};

// With leading zeroes.
std::string digits_of(std::uint64_t number, std::size_t count);
inline std::string imsi_digits(const RadioAct& act) {
  return digits_of(act.imsi, 15);
}

}  // namespace celltally
