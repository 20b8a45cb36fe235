#include "decode/sip_identities.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "decode/byte_cursor.hpp"
#include "decode/identity_digits.hpp"
#include "decode/sip_text.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;

std::size_t count_digits(Bytes text) noexcept {
  const auto end = std::ranges::find_if_not(text, is_sip_digit);
  return static_cast<std::size_t>(end - text.begin());
}

bool take_word(Bytes& text, std::string_view word) noexcept {
  if (!sip_begins(text, word)) return false;
  text = text.subspan(word.size());
  return true;
}

Bytes take_three_digits(Bytes& text) noexcept {
  if (count_digits(text) < 3) return {};
  const Bytes digits = text.first(3);
  text = text.subspan(3);
  return digits;
}

bool same(Bytes one, Bytes other) noexcept {
  return std::ranges::equal(one, other);
}

// Whether the digits are an IMSI of the operator in the domain name: a public identity there may be
// a telephone number. An MNC of two digits is written with a zero before it.
bool is_imsi_at(Bytes digits, Bytes domain) noexcept {
  if (!take_word(domain, "ims.mnc")) return false;
  const Bytes mnc = take_three_digits(domain);
  if (mnc.empty() || !take_word(domain, ".mcc")) return false;
  const Bytes mcc = take_three_digits(domain);
  if (mcc.empty() || !take_word(domain, ".3gppnetwork.org")) return false;
  if (digits.size() < 6 || !same(digits.first(3), mcc)) return false;
  const bool two = mnc[0] == '0' && same(digits.subspan(3, 2), mnc.subspan(1));
  return two || same(digits.subspan(3, 3), mnc);
}

// `name` is user@domain and more, or a number.
SipIdentities identities_of(Bytes name) noexcept {
  SipIdentities found;
  const bool international = !name.empty() && name[0] == '+';
  if (international) name = name.subspan(1);
  const Bytes digits = name.first(count_digits(name));
  const Bytes behind = name.subspan(digits.size());
  if (digits.empty()) return found;
  if (international) {
    // Visual separators (RFC 3966 5.1.1) part the digits: what is not in one piece is left out.
    const std::uint8_t next = behind.empty() ? std::uint8_t{';'} : behind[0];
    if (next == '@' || next == ';' || next == ':' || is_sip_space(next)) {
      found.msisdn = ascii_identity(SubscriberId::Kind::msisdn, digits);
    }
  } else if (!behind.empty() && behind[0] == '@' && is_imsi_at(digits, behind.subspan(1))) {
    found.imsi = ascii_identity(SubscriberId::Kind::imsi, digits);
    if (found.imsi.present()) found.imsi_digits = digits;
  }
  return found;
}

SipIdentities uri_identities(Bytes uri) noexcept {
  for (const std::string_view scheme : {"sip:", "sips:", "tel:"}) {
    if (take_word(uri, scheme)) return identities_of(uri);
  }
  return {};
}

// Takes text up to an unquoted `end`, which is taken too, or all of it.
Bytes take_up_to(ByteCursor& text, std::uint8_t end) noexcept {
  const Bytes rest = text.rest();
  bool quoted = false;
  std::size_t at = 0;
  for (; at < rest.size() && (quoted || rest[at] != end); ++at) {
    if (quoted && rest[at] == '\\') {
      ++at;
    } else if (rest[at] == '"') {
      quoted = !quoted;
    }
  }
  at = std::min(at, rest.size());
  const Bytes taken = text.bytes(at);
  if (!text.empty()) text.skip(1);
  return taken;
}

}  // namespace

void SipIdentities::add(const SipIdentities& other) noexcept {
  if (!imsi.present()) {
    imsi = other.imsi;
    imsi_digits = other.imsi_digits;
  }
  if (!msisdn.present()) msisdn = other.msisdn;
}

// name-addr or addr-spec (RFC 3261 25.1), of which there may be several.
SipIdentities sip_uri_identities(Bytes value) noexcept {
  SipIdentities found = uri_identities(value);
  ByteCursor text{value};
  while (!text.empty()) {
    take_up_to(text, '<');
    found.add(uri_identities(take_up_to(text, '>')));
  }
  return found;
}

TypeAllocationCode sip_device_type(Bytes value) noexcept {
  constexpr std::size_t kTypeDigits = 8;
  constexpr std::size_t kSerialDigits = 6;
  ByteCursor text{value};
  while (!text.empty()) {
    Bytes parameter = sip_trimmed(take_up_to(text, ';'));
    if (!take_word(parameter, "+sip.instance")) continue;
    parameter = sip_trimmed(parameter);
    if (!take_word(parameter, "=")) continue;
    parameter = sip_trimmed(parameter);
    if (!take_word(parameter, "\"<urn:gsma:imei:") || count_digits(parameter) != kTypeDigits)
      continue;
    const Bytes type = parameter.first(kTypeDigits);
    parameter = parameter.subspan(kTypeDigits);
    if (!take_word(parameter, "-") || count_digits(parameter) != kSerialDigits) continue;
    return {sip_number(type).value_or(TypeAllocationCode::kNone)};
  }
  return {};
}

// Digest username="...", and others in any order.
SipIdentities sip_user_name_identities(Bytes value) noexcept {
  ByteCursor text{value};
  const auto scheme = std::ranges::find_if(value, is_sip_space);
  text.skip(static_cast<std::size_t>(scheme - value.begin()));
  while (!text.empty()) {
    Bytes parameter = sip_trimmed(take_up_to(text, ','));
    if (!take_word(parameter, "username")) continue;
    parameter = sip_trimmed(parameter);
    if (!take_word(parameter, "=")) continue;
    parameter = sip_trimmed(parameter);
    take_word(parameter, "\"");
    return identities_of(parameter);
  }
  return {};
}

}  // namespace celltally
