#include "config/shown_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace celltally {

namespace {

constexpr std::string_view kMask = "********";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_word(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// The key whose colon is at `colon`, in lower case.
std::string key_before(std::string_view line, std::size_t colon) {
  std::size_t end = colon;
  while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == '"' || line[end - 1] == '\'')) --end;
  std::size_t begin = end;
  while (begin > 0 && is_word(line[begin - 1])) --begin;
  std::string key{line.substr(begin, end - begin)};
  std::transform(key.begin(), key.end(), key.begin(), lower);
  return key;
}

bool names_a_secret(std::string_view key) {
  constexpr std::array<std::string_view, 8> kWords{"password", "passwd", "passphrase", "secret",
                                                   "token",    "apikey", "api_key",    "_key"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return key.find(word) != std::string_view::npos;
  });
}

// Where the path of a secret is expected, a path may be shown; anything else may be the secret.
bool may_be_shown(std::string_view key, std::string_view value) {
  if (!key.ends_with("_file") && !key.ends_with("_key")) return false;
  while (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
  return value.starts_with('/') || value.starts_with("credential:");
}

std::string without_passwords_in_urls(std::string_view text) {
  std::string shown{text};
  std::size_t at = 0;
  while ((at = shown.find("://", at)) != std::string::npos) {
    at += 3;
    const std::size_t end = shown.find_first_of("@ \"'", at);
    if (end == std::string::npos || shown[end] != '@') continue;
    shown.replace(at, end - at, kMask);
  }
  return shown;
}

// Of a character's first byte: how many there are, and the least code point that needs them.
struct Form {
  std::size_t octets;
  std::uint32_t least;
  std::uint32_t bits;
};

Form form_of(std::uint8_t first) {
  if (first < 0x80) return {1, 0, first};
  if (first >= 0xc2 && first < 0xe0) return {2, 0x80, first & 0x1fu};
  if (first >= 0xe0 && first < 0xf0) return {3, 0x800, first & 0x0fu};
  if (first >= 0xf0 && first < 0xf5) return {4, 0x10000, first & 0x07u};
  return {0, 0, 0};
}

bool obeyed_by_terminals(std::string_view character) {
  const auto first = static_cast<std::uint8_t>(character[0]);
  if (character.size() == 1) return first < 0x20 || first == 0x7f;
  const auto second = static_cast<std::uint8_t>(character[1]);
  if (character.size() == 2) return first == 0xc2 && second < 0xa0;  // C1 controls
  // Line separators and what turns the direction of writing: U+2028 to U+202E, U+2066 to U+2069.
  const auto third = static_cast<std::uint8_t>(character[2]);
  return first == 0xe2 && ((second == 0x80 && third >= 0xa8 && third <= 0xae) ||
                           (second == 0x81 && third >= 0xa6 && third <= 0xa9));
}

}  // namespace

std::size_t utf8_length(std::string_view text) noexcept {
  if (text.empty()) return 0;
  const Form form = form_of(static_cast<std::uint8_t>(text[0]));
  if (form.octets == 0 || text.size() < form.octets) return 0;
  std::uint32_t code = form.bits;
  for (std::size_t i = 1; i < form.octets; ++i) {
    const auto octet = static_cast<std::uint8_t>(text[i]);
    if ((octet & 0xc0) != 0x80) return 0;
    code = code << 6 | (octet & 0x3fu);
  }
  const bool surrogate = code >= 0xd800 && code < 0xe000;
  return code < form.least || surrogate || code > 0x10ffff ? 0 : form.octets;
}

std::string printable_characters(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t octets = utf8_length(text);
    const std::string_view character = text.substr(0, std::max<std::size_t>(octets, 1));
    const bool odd = octets == 0 || obeyed_by_terminals(character);
    shown += odd ? (character == "\t" ? " " : "?") : character;
    text.remove_prefix(character.size());
  }
  return shown;
}

std::string quoted_for_message(std::string_view text) {
  constexpr std::size_t kShown = 60;
  const std::string clean = without_passwords_in_urls(printable_characters(text));
  std::string shown{"\""};
  std::string_view rest = clean;
  for (std::size_t i = 0; i < kShown && !rest.empty(); ++i) {
    const std::size_t octets = utf8_length(rest);
    shown += rest.substr(0, octets);
    rest.remove_prefix(octets);
  }
  return shown + (rest.empty() ? "\"" : "...\"");
}

std::string without_secrets(std::string_view line) {
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos;
       colon = line.find(':', colon + 1)) {
    const std::string key = key_before(line, colon);
    if (!names_a_secret(key)) continue;
    const std::size_t value = line.find_first_not_of(" \t", colon + 1);
    if (value == std::string_view::npos || may_be_shown(key, line.substr(value))) continue;
    return without_passwords_in_urls(line.substr(0, value)) + std::string{kMask};
  }
  return without_passwords_in_urls(line);
}

}  // namespace celltally
