#include "anonymise/identity_hash.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

#include <cstdlib>
#include <utility>

#include "anonymise/secret_allocation.hpp"
#include "anonymise/tagger.hpp"

namespace celltally {
namespace {

std::uint64_t first_eight(std::span<const std::uint8_t> octets) noexcept {
  std::uint64_t number = 0;
  for (const unsigned octet : octets.first(sizeof(number))) number = number << 8 | octet;
  return number;
}

}  // namespace

Result<IdentityHash, std::string> IdentityHash::make(const OperatorKey& key) {
  auto page = SecretPage::allocate();
  if (!page) return fail(page.error());
  IdentityHash hash{key, std::move(*page)};
  if (!SecretAllocation::installed()) {
    return fail(std::string{
        "cannot keep the operator's key in protected memory: OpenSSL was used before the program "
        "began; unload what uses it (LD_PRELOAD, an OpenSSL engine)"});
  }
  if (!hash.begin()) {
    ERR_clear_error();
    return fail(std::string{
        "OpenSSL has no SHA-256; look at its configuration (openssl list -digest-algorithms)"});
  }
  return hash;
}

IdentityHash::IdentityHash(const OperatorKey& key, SecretPage page) noexcept
    : key_(&key), page_(std::move(page)) {}

IdentityHash::IdentityHash(IdentityHash&& other) noexcept
    : key_(other.key_),
      page_(std::move(other.page_)),
      sha_256_(std::move(other.sha_256_)),
      context_(std::exchange(other.context_, nullptr)) {}

IdentityHash& IdentityHash::operator=(IdentityHash&& other) noexcept {
  if (this == &other) return *this;
  end();
  key_ = other.key_;
  page_ = std::move(other.page_);
  sha_256_ = std::move(other.sha_256_);
  context_ = std::exchange(other.context_, nullptr);
  return *this;
}

IdentityHash::~IdentityHash() {
  end();
}

void IdentityHash::FreeDigest::operator()(evp_md_st* digest) const noexcept {
  EVP_MD_free(digest);
}

// Takes from OpenSSL all that it will ever need.
bool IdentityHash::begin() noexcept {
  sha_256_.reset(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  if (sha_256_ == nullptr) return false;
  const SecretAllocation in_page(page_.bytes());
  context_ = EVP_MD_CTX_new();
  return context_ != nullptr && EVP_DigestInit_ex2(context_, sha_256_.get(), nullptr) == 1;
}

void IdentityHash::end() noexcept {
  // Null after a move; in a forked child the page is not there.
  if (context_ == nullptr || !page_.reachable()) return;
  const SecretAllocation in_page(page_.bytes());
  EVP_MD_CTX_free(std::exchange(context_, nullptr));
}

std::uint64_t IdentityHash::of(const SubscriberId& imsi) noexcept {
  CmacBurst::Block block;
  Tagger::lay(imsi, block);
  std::array<char, 2 * sizeof(block)> digits;
  std::size_t count = 0;
  for (std::size_t i = 1; i < block.size(); ++i) {
    for (const unsigned digit : {block[i] & 15u, block[i] >> 4 & 15u}) {
      if (digit < 10) digits[count++] = static_cast<char>('0' + digit);
    }
  }
  auto hash = of_text({digits.data(), count});
  const std::uint64_t number = first_eight(hash);
  ::explicit_bzero(block.data(), block.size());
  ::explicit_bzero(digits.data(), digits.size());
  ::explicit_bzero(hash.data(), hash.size());
  return number;
}

std::uint64_t IdentityHash::of_key() noexcept {
  return first_eight(of_text("celltally"));
}

std::array<std::uint8_t, IdentityHash::kOctets> IdentityHash::of_text(
    std::string_view text) noexcept {
  std::array<std::uint8_t, kOctets> inner;
  std::array<std::uint8_t, kOctets> outer;
  digest(key_->inner_pad(), {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()},
         inner.data());
  digest(key_->outer_pad(), inner, outer.data());
  ::explicit_bzero(inner.data(), inner.size());
  return outer;
}

// Who cannot be looked up must not be taken for somebody else.
void IdentityHash::digest(std::span<const std::uint8_t> pad, std::span<const std::uint8_t> message,
                          std::uint8_t* out) noexcept {
  const bool done = EVP_DigestInit_ex2(context_, sha_256_.get(), nullptr) == 1 &&
                    EVP_DigestUpdate(context_, pad.data(), pad.size()) == 1 &&
                    EVP_DigestUpdate(context_, message.data(), message.size()) == 1 &&
                    EVP_DigestFinal_ex(context_, out, nullptr) == 1;
  if (!done) std::abort();
}

}  // namespace celltally
