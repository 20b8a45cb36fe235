#include "anonymise/tapped_sides.hpp"

namespace celltally {

void TappedSides::count(const SignallingMessage& message) noexcept {
  const std::int64_t second = message.at.seconds();
  if (second >= end_s_) [[unlikely]] {
    before_ = second < end_s_ + kQuarterS ? now_ : Messages{};
    now_ = {};
    end_s_ = second - second % kQuarterS + kQuarterS;
  }
  const bool names = message.temporary_count != 0 || message.imsi.present();
  if (is_gtp(message.protocol)) {
    now_.gtp += message.session.receiver.present() ? 1U : 0U;
  } else if (is_of_radio(message.protocol)) {
    now_.radio += names ? 1U : 0U;
  } else {
    now_.core += names ? 1U : 0U;
  }
}

bool TappedSides::unnamed_count(const SignallingMessage& message) const noexcept {
  if (is_gtp(message.protocol)) return !radio();
  // Of who is on a Wi-Fi no other link tells; PFCP tells no place, and ties names together.
  if (message.cell.kind() == PlaceKind::wifi || message.protocol == Protocol::pfcp) return true;
  return is_of_radio(message.protocol) || !(gtp() || radio());
}

}  // namespace celltally
