#pragma once

#include <cstdint>
#include <string_view>

namespace celltally {

// What says that a device is a thing and not a person: the stronger, the greater. Two bits.
enum class MachineHint : std::uint8_t {
  none,
  network,       // how it uses the network: RAT NB-IoT or LTE-M, APN or DNN, slice, procedures
  device,        // what it is: the type allocation code of its IMEI
  subscription,  // whose it is: a range of IMSIs that the operator sells for things
};

constexpr MachineHint stronger(MachineHint one, MachineHint other) noexcept {
  return one < other ? other : one;
}

// "network", "device", "subscription"; empty for none.
std::string_view to_text(MachineHint hint) noexcept;

}  // namespace celltally
