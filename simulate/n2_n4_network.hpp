#pragma once

#include <cstdint>
#include <map>

#include "simulate/ngap_builder.hpp"
#include "simulate/radio_act.hpp"
#include "simulate/sctp_association.hpp"
#include "simulate/split_mix.hpp"
#include "simulate/tap.hpp"
#include "simulate/world_options.hpp"

namespace celltally {

// A 5G network: N2 between gNBs and one AMF (TS 38.413), N4 between one SMF and one UPF
// (TS 29.244). SUCIs are concealed but for one in five; a new 5G-GUTI travels under ciphers. The
// SMF names its users to the UPF.
class N2N4Network {
 public:
  // Borrows the tap.
  N2N4Network(std::uint64_t seed, TappedInterfaces tapped, Tap& tap);

  void perform(const RadioAct& act);

 private:
  void attach(const RadioAct& act);
  void wake(const RadioAct& act);
  void hand_over(const RadioAct& act);
  void update(const RadioAct& act);
  void detach(const RadioAct& act);
  void release(const RadioAct& act, std::int64_t after_ms);

  void begin_session(const RadioAct& act, std::int64_t after_ms);
  void modify_session(const RadioAct& act, std::int64_t after_ms);
  void end_session(const RadioAct& act, std::int64_t after_ms);
  void n4(const RadioAct& act, std::int64_t after_ms, std::uint8_t request_type,
          const std::vector<Octets>& request, const std::vector<Octets>& answer);

  void up(const RadioAct& act, std::int64_t after_ms, const Octets& message,
          const MadeSighting& told = {});
  void down(const RadioAct& act, std::int64_t after_ms, const Octets& message);
  SctpAssociation& association(std::uint32_t site);
  void initial(const RadioAct& act, const Octets& nas, bool named, const MadeSighting& told,
               std::int64_t after_ms = 0);
  Octets ciphered(std::size_t octets);

  SplitMix random_;
  TappedInterfaces tapped_;
  Tap& tap_;
  std::map<std::uint32_t, SctpAssociation> associations_;
  std::uint32_t sequence_ = 0;
};

}  // namespace celltally
