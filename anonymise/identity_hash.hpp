#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "anonymise/operator_key.hpp"
#include "anonymise/secret_page.hpp"
#include "decode/subscriber_id.hpp"
#include "vocabulary/result.hpp"

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX
struct evp_md_st;

namespace celltally {

// HMAC-SHA-256 (RFC 2104) of an IMSI's digits, as text, under the operator's key: by this the lists
// of subscribers name people. Gives its first eight octets, most significant first, and keeps
// nothing. What OpenSSL keeps of the key stands in a page of its own. Nothing is allocated after
// it was made. One thread; the key must outlive it.
class IdentityHash {
 public:
  // Fails, with what to do, when the page or SHA-256 cannot be had.
  static Result<IdentityHash, std::string> make(const OperatorKey& key);

  IdentityHash(IdentityHash&& other) noexcept;
  IdentityHash& operator=(IdentityHash&& other) noexcept;
  ~IdentityHash();

  // REQUIRES: present().
  std::uint64_t of(const SubscriberId& imsi) noexcept;

  // By what a list says under which key it was made: the hash of the word celltally, which is
  // nobody's.
  std::uint64_t of_key() noexcept;

  // For who prepares a list: all of the HMAC, of text.
  static constexpr std::size_t kOctets = 32;
  std::array<std::uint8_t, kOctets> of_text(std::string_view text) noexcept;

 private:
  struct FreeDigest {
    void operator()(evp_md_st* digest) const noexcept;
  };

  explicit IdentityHash(const OperatorKey& key, SecretPage page) noexcept;
  bool begin() noexcept;
  void end() noexcept;
  void digest(std::span<const std::uint8_t> pad, std::span<const std::uint8_t> message,
              std::uint8_t* out) noexcept;

  const OperatorKey* key_;
  SecretPage page_;
  std::unique_ptr<evp_md_st, FreeDigest> sha_256_;
  evp_md_ctx_st* context_ = nullptr;
};

}  // namespace celltally
