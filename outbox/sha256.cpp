#include "outbox/sha256.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace celltally {

namespace {

constexpr std::size_t kDigestOctets = 32;
constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, kDigestOctets> digest{};
  // Fails where there is no memory, or where a policy of the system forbids the digest.
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error{"SHA-256 is not to be had from OpenSSL"};
  }
  std::string text;
  text.reserve(2 * kDigestOctets);
  for (const unsigned char octet : digest) {
    text += kDigits[octet >> 4];
    text += kDigits[octet & 15u];
  }
  return text;
}

bool is_sha256_hex(std::string_view text) noexcept {
  return text.size() == 2 * kDigestOctets && std::all_of(text.begin(), text.end(), [](char c) {
           return kDigits.find(c) != std::string_view::npos;
         });
}

}  // namespace celltally
