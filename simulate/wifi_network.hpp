#pragma once

#include <cstdint>

#include "simulate/radio_act.hpp"
#include "simulate/tap.hpp"

namespace celltally {

// RADIUS accounting of an operator's Wi-Fi (RFC 2866): a controller tells a server of who is at
// which access point, by the permanent identity of EAP-SIM (TS 23.003 19.3.2).
class WifiNetwork {
 public:
  // Borrows the tap.
  explicit WifiNetwork(Tap& tap);

  void perform(const RadioAct& act);

 private:
  void tell(const RadioAct& act, std::uint32_t status, const MadeSighting& told);

  Tap& tap_;
  std::uint32_t requests_ = 0;
};

}  // namespace celltally
