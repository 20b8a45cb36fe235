#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "anonymise/secret_page.hpp"
#include "decode/subscriber_id.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The operator's 256-bit key, which lives with the operator, for years. Lists of subscribers name
// people by HMAC-SHA-256 (RFC 2104) of their IMSI's digits, as text, under it. What HMAC makes of
// the key in the beginning stands in a page that no other process can read, and the key nowhere.
// Nothing is kept of what is hashed, and nothing allocated. Move only; any thread may hash.
class OperatorKey {
 public:
  static constexpr std::size_t kOctets = 32;
  using Hash = std::array<std::uint8_t, 32>;

  // Overwrites `octets`. Fails, with what to do, when the page cannot be had.
  static Result<OperatorKey, std::string> make(std::span<std::uint8_t, kOctets> octets);

  Hash hash_of(std::string_view text) const noexcept;

  // The first eight octets of a hash, most significant first: of an IMSI, in whatever coding.
  // REQUIRES: present().
  std::uint64_t number_of(const SubscriberId& imsi) const noexcept;
  // Of the word celltally, which is nobody's: by this a list says with which key it was made.
  std::uint64_t own_number() const noexcept;

 private:
  explicit OperatorKey(SecretPage page) noexcept;

  SecretPage page_;  // the states of SHA-256 behind the inner pad and behind the outer one
};

}  // namespace celltally
