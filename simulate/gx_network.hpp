#pragma once

#include <string>

#include "simulate/radio_act.hpp"
#include "simulate/sctp_association.hpp"
#include "simulate/tap.hpp"

namespace celltally {

// Gx between the PGW and one PCRF, on SCTP (TS 29.212): sessions begin and end, and the PGW tells
// of cells as it is told of them.
class GxNetwork {
 public:
  // Borrows the tap.
  explicit GxNetwork(Tap& tap);

  void perform(const RadioAct& act);

 private:
  void tell(const RadioAct& act, std::uint32_t type, bool moved, const MadeSighting& told);

  Tap& tap_;
  SctpAssociation association_;
  std::uint32_t transactions_ = 0;
};

}  // namespace celltally
