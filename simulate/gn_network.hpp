#pragma once

#include <cstdint>

#include "simulate/radio_act.hpp"
#include "simulate/tap.hpp"

namespace celltally {

// Gn between one SGSN and one GGSN (TS 29.060): sessions of devices in 3G, with a report of the
// service area at everything that they do.
class GnNetwork {
 public:
  // Borrows the tap.
  explicit GnNetwork(Tap& tap);

  void perform(const RadioAct& act);

 private:
  void begin(const RadioAct& act);
  void report(const RadioAct& act);
  void end(const RadioAct& act);

  Tap& tap_;
  std::uint16_t sequence_ = 0;
};

}  // namespace celltally
