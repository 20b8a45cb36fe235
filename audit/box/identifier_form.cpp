#include "audit/box/identifier_form.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <cstdlib>

namespace celltally {
namespace {

// Two digits an octet, the first in the high or in the low half.
std::string packed(std::string_view digits, bool swapped) {
  std::string octets;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    const int high = digits[i + (swapped ? 1 : 0)] - '0';
    const int low = digits[i + (swapped ? 0 : 1)] - '0';
    octets += static_cast<char>(high << 4 | low);
  }
  return octets;
}

std::string backwards(std::string octets) {
  std::ranges::reverse(octets);
  return octets;
}

std::string hexadecimal(std::string_view octets, const char* letters) {
  std::string text;
  for (const char each : octets) {
    const auto octet = static_cast<unsigned char>(each);
    text += letters[octet >> 4];
    text += letters[octet & 15];
  }
  return text;
}

// Whole groups of three octets alone.
std::string base64(std::string_view octets, const char* letters) {
  std::string text;
  for (std::size_t i = 0; i + 2 < octets.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | static_cast<unsigned char>(octets[i + k]);
    }
    for (int shift = 18; shift >= 0; shift -= 6) text += letters[group >> shift & 63];
  }
  return text;
}

// The letters that are the same whatever stands before, `before` octets of it in its group, and
// after.
std::string base64_inside(std::string_view octets, std::size_t before, const char* letters) {
  const std::size_t first = (before * 8 + 5) / 6;
  const std::size_t last = (before + octets.size()) * 8 / 6;
  std::string padded = std::string(before, '\0') + std::string{octets} + std::string(3, '\0');
  return base64(padded, letters).substr(first, last - first);
}

std::string number(std::string_view digits) {
  std::uint64_t value = std::strtoull(std::string{digits}.c_str(), nullptr, 10);
  std::string octets;
  for (int i = 0; i < 8; ++i, value >>= 8) octets += static_cast<char>(value & 0xff);
  return octets;
}

constexpr const char* kLower = "0123456789abcdef";
constexpr const char* kUpper = "0123456789ABCDEF";
constexpr const char* kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr const char* kUrl64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

struct Names {
  std::string_view raw, hexadecimal, base64;
};

void add_encoded(std::vector<IdentifierForm>& forms, const Names& names, const std::string& raw) {
  forms.push_back({names.raw, raw});
  forms.push_back({names.hexadecimal, hexadecimal(raw, kLower)});
  if (forms.back().octets != hexadecimal(raw, kUpper)) {
    forms.push_back({names.hexadecimal, hexadecimal(raw, kUpper)});
  }
  for (std::size_t before = 0; before < 3; ++before) {
    const std::string plain = base64_inside(raw, before, kBase64);
    const std::string of_urls = base64_inside(raw, before, kUrl64);
    forms.push_back({names.base64, plain});
    if (of_urls != plain) forms.push_back({names.base64, of_urls});
  }
}

}  // namespace

std::vector<IdentifierForm> identifier_forms(std::string_view digits) {
  assert(digits.size() >= 12 && digits.size() <= 19);
  std::vector<IdentifierForm> forms;
  add_encoded(forms, {"ASCII", "ASCII in hexadecimal", "ASCII in base64"}, std::string{digits});
  const std::string plain = packed(digits, false);
  const std::string swapped = packed(digits, true);
  add_encoded(forms, {"BCD", "BCD in hexadecimal", "BCD in base64"}, plain);
  add_encoded(forms, {"swapped BCD", "swapped BCD in hexadecimal", "swapped BCD in base64"},
              swapped);
  forms.push_back({"BCD as a little-endian number", backwards(plain)});
  forms.push_back({"swapped BCD as a little-endian number", backwards(swapped)});
  std::string wide;
  for (const char digit : digits) (wide += digit) += '\0';
  forms.push_back({"UTF-16", std::move(wide)});
  const std::string little = number(digits);
  forms.push_back({"64 bits, little-endian", little});
  forms.push_back({"64 bits, big-endian", backwards(little)});
  return forms;
}

}  // namespace celltally
