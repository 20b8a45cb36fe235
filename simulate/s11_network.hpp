#pragma once

#include <vector>

#include "simulate/message_form.hpp"
#include "simulate/radio_act.hpp"
#include "simulate/split_mix.hpp"
#include "simulate/tap.hpp"

namespace celltally {

// S11 between one MME and one SGW (TS 23.401, TS 29.274), by forms. The PGW has asked to be told of
// changes of cell (TS 23.401 5.9.2): signs of life and moves of idle devices become Change
// Notifications. One request in a hundred is repeated after three seconds.
class S11Network {
 public:
  // Borrows the tap.
  S11Network(std::uint64_t seed, Tap& tap);

  void perform(const RadioAct& act);

 private:
  void attach(const RadioAct& act);
  void wake(const RadioAct& act);
  void page(const RadioAct& act);
  void release(const RadioAct& act);
  void report(const RadioAct& act);
  void detach(const RadioAct& act);

  MessageForm::Values values_of(const RadioAct& act);
  // A request at a time and its answer two milliseconds later; when that is.
  Timestamp exchange(Timestamp at, const MessageForm& request, const MessageForm& answer,
                     const MessageForm::Values& values, const MadeSighting& told);

  SplitMix random_;
  Tap& tap_;
  std::uint32_t sequence_ = 0;
  Octets frame_;
  // Create Session Request and Change Notification differ by radio and access point name.
  std::vector<MessageForm> create_requests_;
  std::vector<MessageForm> change_requests_;
  std::vector<MessageForm> others_;
};

}  // namespace celltally
