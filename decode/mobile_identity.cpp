#include "decode/mobile_identity.hpp"

#include "decode/identity_digits.hpp"

namespace celltally {

void take_mobile_imsi(std::span<const std::uint8_t> value, SignallingMessage& message) noexcept {
  if (message.imsi.present()) return;
  message.imsi = mobile_identity(SubscriberId::Kind::imsi, value);
  if (!message.imsi.present()) return message.note(MessageDamage::bad_identity);
  message.home = home_of_mobile_imsi(value);
}

void take_mobile_imei(std::span<const std::uint8_t> value, SignallingMessage& message) noexcept {
  if (!message.take_imei(tac_of_mobile_identity(value))) message.note(MessageDamage::bad_identity);
}

}  // namespace celltally
