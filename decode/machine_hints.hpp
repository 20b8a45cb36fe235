#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "decode/signalling_message.hpp"
#include "vocabulary/machine_rules.hpp"

namespace celltally {

// Says of a message whether its device is a thing by the operator's rules: by the IMSI's range, the
// device's type or the APN. Beside the Tagger it is the only one that looks at an identity, and two
// bits come out. One thread at a time.
class MachineHints {
 public:
  MachineHints() = default;
  // Shares the rules with other threads. REQUIRES: they are sorted, as MachineList has them.
  explicit MachineHints(std::shared_ptr<const MachineRules> rules)
      : rules_(std::move(rules)), any_(rules_ != nullptr && !rules_->empty()) {}

  bool any() const noexcept { return any_; }

  // REQUIRES: any(). Of what the message holds, the strongest; a message without IMSI, device type
  // and APN tells nothing.
  MachineHint hint_of(const SignallingMessage& message) const noexcept;

  // REQUIRES: any(). Whether the APN is one of the rules': as text, or as labels with their lengths
  // (TS 23.003 9.1). What the operator's identifier (.mnc...) begins is left out.
  bool has_apn(std::span<const std::uint8_t> apn) const noexcept;

 private:
  bool has_imsi(const SubscriberId& imsi) const noexcept;
  bool has_type(TypeAllocationCode tac) const noexcept;

  std::shared_ptr<const MachineRules> rules_;
  bool any_ = false;
};

}  // namespace celltally
