#pragma once

#include "simulate/radio_act.hpp"
#include "simulate/sctp_association.hpp"
#include "simulate/tap.hpp"

namespace celltally {

// SGs between the MME and one VLR (TS 29.118): attaches, moves, calls and texts of devices in LTE.
class SgsNetwork {
 public:
  // Borrows the tap.
  explicit SgsNetwork(Tap& tap);

  void perform(const RadioAct& act);

 private:
  void update(const RadioAct& act, std::uint8_t type, EventKind kind);

  Tap& tap_;
  SctpAssociation association_;
};

}  // namespace celltally
