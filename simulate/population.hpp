#pragma once

#include <cstdint>

#include "simulate/device_profile.hpp"
#include "simulate/geography.hpp"
#include "simulate/world_options.hpp"

namespace celltally {

// Who and what lives in the made-up world. Devices are numbered: first those that people carry,
// then for every hundred of them eight machines, and for every 300 one call without a SIM.
//
// Countries: the world's own is MCC 001 (network 01; 02 is another one's), test devices are of 999.
// Inbound roamers are of 208-93 and of 911, 922, 933 and 944, which ITU-T E.212 has never assigned:
// of the codes that begin with 9 only 901, 991 and 999 are.
class Population {
 public:
  // Borrows both.
  Population(const WorldOptions& options, const Geography& geography);

  std::uint32_t size() const noexcept { return people_ + machines_ + callers_; }
  DeviceProfile profile(std::uint32_t number) const noexcept;

  // Digits of 15, 12 and 16; of a device without SIM the first two are not used.
  std::uint64_t imsi(const DeviceProfile& profile) const noexcept;
  std::uint64_t msisdn(const DeviceProfile& profile) const noexcept;
  std::uint64_t imeisv(const DeviceProfile& profile) const noexcept;

  // How a probe is to know the machines that are not known by their radio: rules of the form that
  // `counting.machines` names.
  static constexpr const char* kMachineImsi = "001019";
  static constexpr const char* kMachineTac = "00100199";
  static constexpr const char* kMachineApn = "meters.iot.example";

 private:
  Radio radio_of(std::uint64_t draw) const noexcept;
  void settle(DeviceProfile& profile, std::uint64_t seed) const noexcept;

  const Geography& geography_;
  std::uint64_t seed_;
  std::uint32_t people_;
  std::uint32_t machines_;
  std::uint32_t callers_;
  bool lte_ = false, nr_ = false, umts_ = false, wifi_ = false;
};

}  // namespace celltally
