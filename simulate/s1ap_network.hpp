#pragma once

#include <cstdint>
#include <map>

#include "simulate/radio_act.hpp"
#include "simulate/s1ap_builder.hpp"
#include "simulate/sctp_association.hpp"
#include "simulate/split_mix.hpp"
#include "simulate/tap.hpp"

namespace celltally {

// S1-MME between the eNBs, one at each site, and one MME (TS 36.413, TS 24.301). NAS is ciphered
// once there is a context, as in real networks: an IMSI is in the clear at one attach in five,
// which its device begins without a GUTI that the MME knows.
class S1apNetwork {
 public:
  // Borrows the tap.
  S1apNetwork(std::uint64_t seed, Tap& tap);

  void perform(const RadioAct& act);

 private:
  void attach(const RadioAct& act);
  void wake(const RadioAct& act);
  void hand_over(const RadioAct& act);
  void update(const RadioAct& act);
  void detach(const RadioAct& act);
  void release(const RadioAct& act, std::int64_t after_ms, bool detached);

  // From the eNB and to it, so many milliseconds after the act.
  void up(const RadioAct& act, std::int64_t after_ms, const Octets& message,
          const MadeSighting& told = {});
  void down(const RadioAct& act, std::int64_t after_ms, const Octets& message);
  SctpAssociation& association(std::uint32_t site);
  void initial(const RadioAct& act, const Octets& nas, bool named, const MadeSighting& told,
               std::int64_t after_ms = 0);
  void set_up(const RadioAct& act, std::int64_t after_ms);
  Octets ciphered(std::size_t octets);

  SplitMix random_;
  Tap& tap_;
  std::map<std::uint32_t, SctpAssociation> associations_;
};

// The association of a node that asks with one that answers: made-up tags and numbers.
SctpAssociation association_of(const NodeAddress& asks, const NodeAddress& answers,
                               std::uint16_t asks_port, std::uint16_t answers_port,
                               std::uint32_t payload_protocol);

}  // namespace celltally
