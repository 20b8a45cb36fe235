#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "anonymise/secret_page.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The operator's 256-bit key, under which the identities in the lists of subscribers are hashed: it
// lives with the operator, for years. Here it stands in a page that no other process can read, as
// HMAC (RFC 2104) begins with it. Move only; any thread may read it.
class OperatorKey {
 public:
  static constexpr std::size_t kOctets = 32;

  // Overwrites `octets`. Fails, with what to do, when the page cannot be had.
  static Result<OperatorKey, std::string> make(std::span<std::uint8_t, kOctets> octets);

 private:
  friend class IdentityHash;

  static constexpr std::size_t kBlockOctets = 64;  // of SHA-256

  explicit OperatorKey(SecretPage page) noexcept;

  std::span<const std::uint8_t> inner_pad() const noexcept {
    return page_.bytes().first(kBlockOctets);
  }
  std::span<const std::uint8_t> outer_pad() const noexcept {
    return page_.bytes().subspan(kBlockOctets, kBlockOctets);
  }

  SecretPage page_;
};

}  // namespace celltally
