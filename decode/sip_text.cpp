#include "decode/sip_text.hpp"

#include <algorithm>
#include <array>

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;

struct Name {
  std::string_view name;  // lower case
  SipHeader header;
};

constexpr std::array kNames{
    Name{"authorization", SipHeader::authorization},
    Name{"call-id", SipHeader::call_id},
    Name{"i", SipHeader::call_id},
    Name{"cellular-network-info", SipHeader::cellular_network_info},
    Name{"contact", SipHeader::contact},
    Name{"m", SipHeader::contact},
    Name{"content-length", SipHeader::content_length},
    Name{"l", SipHeader::content_length},
    Name{"cseq", SipHeader::cseq},
    Name{"from", SipHeader::from},
    Name{"f", SipHeader::from},
    Name{"p-access-network-info", SipHeader::p_access_network_info},
    Name{"p-asserted-identity", SipHeader::p_asserted_identity},
    Name{"p-associated-uri", SipHeader::p_associated_uri},
    Name{"p-preferred-identity", SipHeader::p_preferred_identity},
    Name{"to", SipHeader::to},
    Name{"t", SipHeader::to},
};

SipHeader header_of(Bytes name) noexcept {
  for (const Name& each : kNames) {
    if (sip_equal(name, each.name)) return each.header;
  }
  return SipHeader::other;
}

}  // namespace

bool sip_begins(Bytes text, std::string_view word) noexcept {
  if (text.size() < word.size()) return false;
  return std::equal(word.begin(), word.end(), text.begin(), [](char letter, std::uint8_t other) {
    return static_cast<std::uint8_t>(letter) == sip_lower(other);
  });
}

bool sip_equal(Bytes text, std::string_view word) noexcept {
  return text.size() == word.size() && sip_begins(text, word);
}

Bytes sip_trimmed(Bytes text) noexcept {
  while (!text.empty() && is_sip_space(text.front())) text = text.subspan(1);
  while (!text.empty() && is_sip_space(text.back())) text = text.first(text.size() - 1);
  return text;
}

Bytes take_sip_line(ByteCursor& text) noexcept {
  const Bytes rest = text.rest();
  const auto end = std::ranges::find(rest, std::uint8_t{'\n'});
  const auto length = static_cast<std::size_t>(end - rest.begin());
  Bytes line = text.bytes(length);
  if (!text.empty()) text.skip(1);
  if (!line.empty() && line.back() == '\r') line = line.first(line.size() - 1);
  return line;
}

bool take_sip_header(ByteCursor& text, SipHeaderLine& header) noexcept {
  const Bytes begin = text.rest();
  header = {};
  if (text.empty()) return true;
  Bytes line = take_sip_line(text);
  if (line.empty()) return false;
  const auto colon = std::ranges::find(line, std::uint8_t{':'});
  const auto name = static_cast<std::size_t>(colon - line.begin());
  // RFC 3261 7.3.1: what begins with white space goes on with the line before.
  while (!text.empty() && (text.rest().front() == ' ' || text.rest().front() == '\t')) {
    take_sip_line(text);
  }
  if (colon == line.end()) return true;
  const std::size_t whole = begin.size() - text.size();
  header.name = header_of(sip_trimmed(line.first(name)));
  header.value = sip_trimmed(begin.first(whole).subspan(name + 1));
  return true;
}

std::optional<std::uint32_t> sip_number(Bytes text) noexcept {
  constexpr std::size_t kDigitsMax = 9;
  std::uint32_t number = 0;
  std::size_t digits = 0;
  for (const std::uint8_t letter : text) {
    if (!is_sip_digit(letter)) break;
    if (++digits > kDigitsMax) return {};
    number = number * 10 + (letter - std::uint32_t{'0'});
  }
  if (digits == 0) return {};
  return number;
}

}  // namespace celltally
