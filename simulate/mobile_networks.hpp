#pragma once

#include <cstdint>

#include "simulate/gn_network.hpp"
#include "simulate/gx_network.hpp"
#include "simulate/n2_n4_network.hpp"
#include "simulate/number_pool.hpp"
#include "simulate/radio_act.hpp"
#include "simulate/s11_network.hpp"
#include "simulate/s1ap_network.hpp"
#include "simulate/sgs_network.hpp"
#include "simulate/tap.hpp"
#include "simulate/wifi_network.hpp"
#include "simulate/world_options.hpp"

namespace celltally {

// The networks of the made-up world: gives numbers to devices and turns what they do into messages
// on the tapped interfaces, joined as real ones are: the same tunnels on S1 and S11, on N2 and N4.
class MobileNetworks {
 public:
  // Borrows the tap.
  MobileNetworks(const WorldOptions& options, Tap& tap);

  void perform(RadioAct& act);

 private:
  void tell(const RadioAct& act);
  void prepare(RadioAct& act);
  void conclude(RadioAct& act);
  void connect(RadioAct& act);
  void disconnect(RadioAct& act);

  TappedInterfaces tapped_;
  NumberPool mme_teids_{0x01000101, 0x101, 120};
  NumberPool core_teids_{0x02000203, 0x107, 120};
  NumberPool user_teids_{0x43000305, 0x10d, 120};
  NumberPool radio_ids_{0x010001, 1, 5};
  NumberPool core_ids_{0x01000001, 1, 5};
  std::uint32_t tmsi_ = 0xc0000000;
  S1apNetwork s1ap_;
  S11Network s11_;
  SgsNetwork sgs_;
  GxNetwork gx_;
  N2N4Network n2_n4_;
  GnNetwork gn_;
  WifiNetwork wifi_;
};

}  // namespace celltally
