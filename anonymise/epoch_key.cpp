#include "anonymise/epoch_key.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/random.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <memory>
#include <utility>

#include "anonymise/secret_allocation.hpp"

namespace celltally {
namespace {

constexpr std::size_t kKeyOctets = 32;
constexpr std::size_t kBlockOctets = 16;
constexpr std::size_t kScheduleOctets = 15 * kBlockOctets;  // FIPS 197: 14 rounds and one
constexpr std::size_t kEdgeOctets = 64;                     // at either end of the page

using CipherType = std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)>;

evp_cipher_ctx_st* make_cipher(const EVP_CIPHER* type, const std::uint8_t* key) noexcept {
  EVP_CIPHER_CTX* const cipher = EVP_CIPHER_CTX_new();
  if (cipher == nullptr) return nullptr;
  if (EVP_EncryptInit_ex2(cipher, type, key, nullptr, nullptr) == 1 &&
      EVP_CIPHER_CTX_set_padding(cipher, 0) == 1) {
    return cipher;
  }
  EVP_CIPHER_CTX_free(cipher);
  return nullptr;
}

// Has OpenSSL allocate now what it keeps for ever, so that it does not end in the key's page.
bool warm_up(const EVP_CIPHER* type) noexcept {
  ERR_clear_error();
  const std::array<std::uint8_t, kKeyOctets> nothing{};
  EVP_CIPHER_CTX* const cipher = make_cipher(type, nothing.data());
  EVP_CIPHER_CTX_free(cipher);
  return cipher != nullptr;
}

bool fill_with_random(std::span<std::uint8_t> room) noexcept {
  ssize_t got = 0;
  do {
    got = ::getrandom(room.data(), room.size(), 0);
  } while (got < 0 && errno == EINTR);
  return got == static_cast<ssize_t>(room.size());  // up to 256 octets come whole
}

}  // namespace

Result<EpochKey, std::string> EpochKey::generate() {
  auto keys = generate(1);
  if (!keys) return fail(keys.error());
  return std::move(keys->front());
}

// The bytes go from page to page before any is expanded, which wipes them.
Result<std::vector<EpochKey>, std::string> EpochKey::generate(std::size_t copies) {
  assert(copies > 0);
  std::vector<EpochKey> keys;
  keys.reserve(copies);
  for (std::size_t i = 0; i < copies; ++i) {
    auto page = SecretPage::allocate();
    if (!page) return fail(page.error());
    keys.push_back(EpochKey{std::move(page).value()});
  }
  if (!fill_with_random(keys.front().key_room())) {
    return fail(std::string("cannot make a key: getrandom(2) failed; look at the kernel's log"));
  }
  for (EpochKey& key : std::span{keys}.subspan(1)) {
    std::ranges::copy(keys.front().key_room(), key.key_room().begin());
  }
  for (EpochKey& key : keys) {
    if (const auto reason = key.expand(); !reason.empty()) return fail(std::string(reason));
  }
  return keys;
}

Result<EpochKey, std::string> EpochKey::from_bytes_for_test(
    std::span<const std::uint8_t, kKeyOctets> bytes) {
  auto page = SecretPage::allocate();
  if (!page) return fail(page.error());
  EpochKey key(std::move(page).value());
  std::ranges::copy(bytes, key.key_room().begin());
  if (const auto reason = key.expand(); !reason.empty()) return fail(std::string(reason));
  return key;
}

EpochKey::EpochKey(SecretPage page) noexcept : page_(std::move(page)) {}

EpochKey::EpochKey(EpochKey&& other) noexcept
    : page_(std::move(other.page_)), cipher_(std::exchange(other.cipher_, nullptr)) {}

EpochKey& EpochKey::operator=(EpochKey&& other) noexcept {
  if (this == &other) return *this;
  destroy_cipher();
  page_ = std::move(other.page_);
  cipher_ = std::exchange(other.cipher_, nullptr);
  return *this;
}

EpochKey::~EpochKey() {
  destroy_cipher();
}

std::span<std::uint8_t> EpochKey::subkey_room() const noexcept {
  return page_.bytes().first(kBlockOctets);
}

std::span<std::uint8_t> EpochKey::cipher_room() const noexcept {
  return page_.bytes().subspan(kEdgeOctets, page_.bytes().size() - 2 * kEdgeOctets);
}

std::span<std::uint8_t> EpochKey::key_room() const noexcept {
  return page_.bytes().last(kEdgeOctets).first(kKeyOctets);
}

std::string_view EpochKey::expand() noexcept {
  if (!SecretAllocation::installed()) {
    return "cannot keep the expanded key in protected memory: OpenSSL was used before the program "
           "began; unload what uses it (LD_PRELOAD, an OpenSSL engine)";
  }
  const CipherType type(EVP_CIPHER_fetch(nullptr, "AES-256-ECB", nullptr), &EVP_CIPHER_free);
  if (type == nullptr || !warm_up(type.get())) {
    return "OpenSSL has no AES-256; look at its configuration (openssl list -cipher-algorithms)";
  }
  std::size_t used = 0;
  {
    const SecretAllocation in_page(cipher_room());
    cipher_ = make_cipher(type.get(), key_room().data());
    if (cipher_ == nullptr) ERR_clear_error();
    used = in_page.used();
  }
  ::explicit_bzero(key_room().data(), key_room().size());
  if (cipher_ == nullptr || used < kScheduleOctets) {
    return "OpenSSL does not keep the expanded key where it is told to; use its default provider";
  }
  derive_subkey();
  return "";
}

// NIST SP 800-38B 6.1: K1 is AES(0), doubled in GF(2^128).
void EpochKey::derive_subkey() noexcept {
  const auto block = subkey_room();
  encrypt(block);
  const bool carry = (block[0] & 0x80) != 0;
  for (std::size_t i = 0; i < kBlockOctets; ++i) {
    const unsigned here = block[i];
    const unsigned next = i + 1 < kBlockOctets ? block[i + 1] : 0u;
    block[i] = static_cast<std::uint8_t>(here << 1 | next >> 7);
  }
  if (carry) block[kBlockOctets - 1] ^= 0x87;
}

void EpochKey::destroy_cipher() noexcept {
  // Null after a move; in a forked child the page is not there.
  if (cipher_ == nullptr || !page_.reachable()) return;
  const SecretAllocation in_page(cipher_room());
  EVP_CIPHER_CTX_free(std::exchange(cipher_, nullptr));
}

void EpochKey::encrypt(std::span<std::uint8_t> blocks) const noexcept {
  const int octets = static_cast<int>(blocks.size());
  int written = 0;
  const int done = EVP_EncryptUpdate(cipher_, blocks.data(), &written, blocks.data(), octets);
  // Identifiers that were not encrypted must go no further.
  if (done != 1 || written != octets) std::abort();
}

std::string_view to_text(EpochKey::Protection protection) noexcept {
  switch (protection) {
    case EpochKey::Protection::secret_memory: return "secret memory";
    case EpochKey::Protection::locked_memory: return "locked memory";
  }
  return "";
}

}  // namespace celltally
