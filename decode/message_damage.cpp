#include "decode/message_damage.hpp"

namespace celltally {

std::string_view to_text(MessageDamage damage) noexcept {
  switch (damage) {
    case MessageDamage::none: return "";
    case MessageDamage::truncated: return "truncated";
    case MessageDamage::unknown_element: return "unknown element";
    case MessageDamage::bad_identity: return "bad identity";
    case MessageDamage::bad_location: return "bad location";
  }
  return "";
}

}  // namespace celltally
