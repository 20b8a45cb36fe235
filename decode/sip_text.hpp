#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "decode/byte_cursor.hpp"

namespace celltally {

// The headers that somebody reads (RFC 3261 20; RFC 7315; TS 24.229 7.2A).
enum class SipHeader : std::uint8_t {
  other,
  authorization,
  call_id,
  cellular_network_info,
  contact,
  content_length,
  cseq,
  from,
  p_access_network_info,
  p_asserted_identity,
  p_associated_uri,
  p_preferred_identity,
  to,
};

// One header line with what continues it.
struct SipHeaderLine {
  SipHeader name = SipHeader::other;
  std::span<const std::uint8_t> value;  // may hold line breaks, each followed by white space
};

// The letters of SIP that stand for each other in the two cases are those of ASCII.
constexpr std::uint8_t sip_lower(std::uint8_t letter) noexcept {
  return letter >= 'A' && letter <= 'Z' ? static_cast<std::uint8_t>(letter + 32) : letter;
}

constexpr bool is_sip_space(std::uint8_t letter) noexcept {
  return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

constexpr bool is_sip_digit(std::uint8_t letter) noexcept {
  return letter >= '0' && letter <= '9';
}

// Whether `text` begins with `word`, which is in lower case; in any case of letters.
bool sip_begins(std::span<const std::uint8_t> text, std::string_view word) noexcept;

// Whether it is that word.
bool sip_equal(std::span<const std::uint8_t> text, std::string_view word) noexcept;

// Without white space at both ends.
std::span<const std::uint8_t> sip_trimmed(std::span<const std::uint8_t> text) noexcept;

// Takes the next line, without its line break.
std::span<const std::uint8_t> take_sip_line(ByteCursor& text) noexcept;

// Takes the next header. False at the empty line that ends the headers, which it takes. Where the
// text ends it is one of `other` with nothing in it: the end of the headers has not come. So is a
// line without a colon. Each octet is looked at a bounded number of times.
bool take_sip_header(ByteCursor& text, SipHeaderLine& header) noexcept;

// The number that the text begins with; nothing when it has no digit or more than nine.
std::optional<std::uint32_t> sip_number(std::span<const std::uint8_t> text) noexcept;

}  // namespace celltally
