#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "anonymise/secret_page.hpp"
#include "vocabulary/result.hpp"

struct evp_cipher_ctx_st;  // OpenSSL's EVP_CIPHER_CTX

namespace celltally {

// The 256-bit key of one epoch, in a page of its own that no other process can read: memfd_secret
// where the kernel has it, else locked memory that is left out of core dumps (protection() says
// which). What AES expands from it stands in the same page. Overwritten and unmapped when it dies.
// Move only; never copied once it is made, nor printed or written.
class EpochKey {
 public:
  using Protection = SecretPage::Protection;

  // A key nobody has seen: from getrandom(2). Fails, with what to do, when neither protection can
  // be had.
  static Result<EpochKey, std::string> generate();

  // The same new key several times, for workers that must tag alike: each has a page of its own.
  // REQUIRES: copies > 0.
  static Result<std::vector<EpochKey>, std::string> generate(std::size_t copies);

  // A chosen key, for tests with published vectors.
  static Result<EpochKey, std::string> from_bytes_for_test(std::span<const std::uint8_t, 32> bytes);

  EpochKey(EpochKey&& other) noexcept;
  EpochKey& operator=(EpochKey&& other) noexcept;
  ~EpochKey();

  Protection protection() const noexcept { return page_.protection(); }

 private:
  friend class Tagger;

  explicit EpochKey(SecretPage page) noexcept;

  // The page: the CMAC subkey, what OpenSSL allocates for the cipher, the key while it is expanded.
  std::span<std::uint8_t> subkey_room() const noexcept;
  std::span<std::uint8_t> cipher_room() const noexcept;
  std::span<std::uint8_t> key_room() const noexcept;

  // Makes the cipher from key_room(), then wipes that. The reason when it cannot; "" when done.
  std::string_view expand() noexcept;
  void derive_subkey() noexcept;
  void destroy_cipher() noexcept;

  // AES-256 of each block of 16 octets, in place. REQUIRES: whole blocks.
  void encrypt(std::span<std::uint8_t> blocks) const noexcept;

  // CMAC's K1 (NIST SP 800-38B 6.1): 16 octets.
  std::span<const std::uint8_t> subkey() const noexcept { return subkey_room(); }

  SecretPage page_;
  evp_cipher_ctx_st* cipher_ = nullptr;
};

// "secret memory", "locked memory".
std::string_view to_text(EpochKey::Protection protection) noexcept;

}  // namespace celltally
