#include "vocabulary/place.hpp"

#include <array>

namespace celltally {

namespace {

// How a kind's id is written: one or two groups of hex digits, high bits first.
struct IdShape {
  int first_digits;
  int second_digits;
};

constexpr IdShape shape(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::cgi:
    case PlaceKind::sai: return {4, 4};
    case PlaceKind::rai: return {4, 2};
    case PlaceKind::lai:
    case PlaceKind::tai: return {4, 0};
    case PlaceKind::ecgi: return {7, 0};
    case PlaceKind::ncgi: return {9, 0};
    case PlaceKind::tai_5gs:
    case PlaceKind::enb_extended: return {6, 0};
    case PlaceKind::enb: return {5, 0};
    default: return {0, 0};
  }
}

void append_hex(std::string& text, std::uint64_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    text += "0123456789abcdef"[value >> shift & 15];
  }
}

// Takes `digits` lower-case hex digits off the front of `text`.
bool take_hex(std::string_view& text, int digits, std::uint64_t& value) {
  for (int i = 0; i < digits; ++i) {
    if (text.empty()) return false;
    const auto digit = std::string_view{"0123456789abcdef"}.find(text.front());
    if (digit == std::string_view::npos) return false;
    value = value << 4 | digit;
    text.remove_prefix(1);
  }
  return true;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

// "208-93-" or "310-410-".
bool take_plmn(std::string_view& text, Plmn& plmn) {
  const std::size_t dash = text.find('-', 4);
  const auto found = plmn_from_text(text.substr(0, dash));
  if (!found || dash == std::string_view::npos) return false;
  plmn = *found;
  text.remove_prefix(dash + 1);
  return true;
}

std::optional<Place> wifi_from_text(std::string_view text) {
  std::uint64_t mac = 0;
  for (int octet = 0; octet < 6; ++octet) {
    if (octet > 0 && !take(text, '-')) return std::nullopt;
    if (!take_hex(text, 2, mac)) return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  return Place::wifi(mac);
}

std::optional<Place> cell_or_area_from_text(PlaceKind kind, std::string_view text) {
  Plmn plmn;
  std::uint64_t id = 0;
  const IdShape digits = shape(kind);
  if (!take_plmn(text, plmn) || !take_hex(text, digits.first_digits, id)) return std::nullopt;
  if (digits.second_digits > 0 && (!take(text, '-') || !take_hex(text, digits.second_digits, id))) {
    return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  return Place{kind, plmn, id};
}

}  // namespace

std::string to_text(Place place) {
  if (!place.known()) return {};
  std::string text{to_text(place.kind())};
  text += ':';
  if (place.kind() == PlaceKind::wifi) {
    for (int shift = 40; shift >= 0; shift -= 8) {
      append_hex(text, place.id() >> shift & 0xff, 2);
      if (shift > 0) text += '-';
    }
    return text;
  }
  const IdShape digits = shape(place.kind());
  text += to_text(place.plmn());
  text += '-';
  append_hex(text, place.id() >> (4 * digits.second_digits), digits.first_digits);
  if (digits.second_digits > 0) {
    text += '-';
    append_hex(text, place.id(), digits.second_digits);
  }
  return text;
}

std::optional<Place> place_from_text(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view word = text.substr(0, colon);
  const std::string_view rest = text.substr(colon + 1);
  if (word == to_text(PlaceKind::wifi)) return wifi_from_text(rest);
  for (int i = 1; i < static_cast<int>(PlaceKind::wifi); ++i) {
    const auto kind = static_cast<PlaceKind>(i);
    if (word != to_text(kind)) continue;
    // "tai" and "enb" each name two kinds, told apart by the number of digits.
    if (const auto place = cell_or_area_from_text(kind, rest)) return place;
  }
  return std::nullopt;
}

}  // namespace celltally
