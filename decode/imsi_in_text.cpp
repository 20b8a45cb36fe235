#include "decode/imsi_in_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "decode/identity_digits.hpp"

namespace celltally {
namespace {

using Text = std::span<const std::uint8_t>;

constexpr std::size_t kUsualDigits = 14;  // at least; shorter ones are taken where it is certain

// `words` in lower case.
bool starts_with(Text text, std::string_view words) noexcept {
  if (text.size() < words.size()) return false;
  return std::ranges::equal(text.first(words.size()), words, [](std::uint8_t letter, char word) {
    const std::uint8_t lower = letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter;
    return lower == static_cast<std::uint8_t>(word);
  });
}

// EAP-AKA, EAP-SIM and EAP-AKA' begin a permanent name with these.
bool marks_permanent(std::uint8_t digit) noexcept {
  return digit == '0' || digit == '1' || digit == '6';
}

// Geographic zones 2 to 7, shared codes 901 and 999, tests 001 (ITU-T E.212).
bool begins_as_imsi(Text digits) noexcept {
  if (digits.size() < kUsualDigits) return false;
  if (digits[0] == '0') return starts_with(digits, "001");
  return (digits[0] >= '2' && digits[0] <= '7') || digits[0] == '9';
}

ImsiInText of_any_realm(Text user) noexcept {
  constexpr std::size_t kMarked = 16;
  if (user.size() == kMarked && marks_permanent(user[0])) user = user.subspan(1);
  return begins_as_imsi(user) ? imsi_of_digits(user) : ImsiInText{};
}

}  // namespace

ImsiInText imsi_of_digits(Text digits) noexcept {
  ImsiInText found{ascii_identity(SubscriberId::Kind::imsi, digits), {}};
  if (found.imsi.present()) found.home = home_of_ascii_imsi(digits);
  return found;
}

ImsiInText imsi_of_user_name(Text name) noexcept {
  const auto at = static_cast<std::size_t>(std::ranges::find(name, '@') - name.begin());
  Text user = name.first(at);
  const Text realm = name.subspan(at == name.size() ? at : at + 1);
  // "homerealm!user@otherrealm" goes through another network (RFC 4282 2.7).
  for (std::size_t i = user.size(); i-- > 0;) {
    if (user[i] != '!') continue;
    user = user.subspan(i + 1);
    break;
  }
  if (starts_with(realm, "sos.")) return {};
  if (starts_with(realm, "ims.") || starts_with(realm, "private.ims.")) return imsi_of_digits(user);
  if (starts_with(realm, "wlan.") || starts_with(realm, "nai.")) {
    if (user.empty() || !marks_permanent(user[0])) return {};
    return imsi_of_digits(user.subspan(1));
  }
  return of_any_realm(user);
}

}  // namespace celltally
