// One state of SHA-256 is copied and goes on, which the newer functions do not do without
// allocating.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "anonymise/operator_key.hpp"

#include <openssl/sha.h>
#include <string.h>

#include <utility>

#include "anonymise/tagger.hpp"

namespace celltally {
namespace {

constexpr std::uint8_t kInner = 0x36;
constexpr std::uint8_t kOuter = 0x5c;

std::span<std::uint8_t> state_room(const SecretPage& page, std::uint8_t pad) noexcept {
  return page.bytes().subspan(pad == kInner ? 0 : sizeof(SHA256_CTX), sizeof(SHA256_CTX));
}

void begin(const SecretPage& page, std::uint8_t pad, std::span<const std::uint8_t> key) noexcept {
  std::array<std::uint8_t, SHA256_CBLOCK> block;
  block.fill(pad);
  for (std::size_t i = 0; i < key.size(); ++i)
    block[i] = static_cast<std::uint8_t>(block[i] ^ key[i]);
  SHA256_CTX state;
  SHA256_Init(&state);
  SHA256_Update(&state, block.data(), block.size());
  ::memcpy(state_room(page, pad).data(), &state, sizeof(state));
  ::explicit_bzero(block.data(), block.size());
  ::explicit_bzero(&state, sizeof(state));
}

void go_on(const SecretPage& page, std::uint8_t pad, const void* data, std::size_t size,
           OperatorKey::Hash& out) noexcept {
  SHA256_CTX state;
  ::memcpy(&state, state_room(page, pad).data(), sizeof(state));
  SHA256_Update(&state, data, size);
  SHA256_Final(out.data(), &state);
  ::explicit_bzero(&state, sizeof(state));
}

std::uint64_t first_eight(const OperatorKey::Hash& hash) noexcept {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(number); ++i) number = number << 8 | hash[i];
  return number;
}

}  // namespace

Result<OperatorKey, std::string> OperatorKey::make(std::span<std::uint8_t, kOctets> octets) {
  auto page = SecretPage::allocate();
  if (!page) return fail(page.error());
  begin(*page, kInner, octets);
  begin(*page, kOuter, octets);
  ::explicit_bzero(octets.data(), octets.size());
  return OperatorKey{std::move(*page)};
}

OperatorKey::OperatorKey(SecretPage page) noexcept : page_(std::move(page)) {}

OperatorKey::Hash OperatorKey::hash_of(std::string_view text) const noexcept {
  Hash inner;
  Hash outer;
  go_on(page_, kInner, text.data(), text.size(), inner);
  go_on(page_, kOuter, inner.data(), inner.size(), outer);
  ::explicit_bzero(inner.data(), inner.size());
  return outer;
}

std::uint64_t OperatorKey::number_of(const SubscriberId& imsi) const noexcept {
  CmacBurst::Block block;
  Tagger::lay(imsi, block);
  std::array<char, 2 * sizeof(block)> digits;
  std::size_t count = 0;
  for (std::size_t i = 1; i < block.size(); ++i) {
    for (const unsigned digit : {block[i] & 15u, block[i] >> 4 & 15u}) {
      if (digit < 10) digits[count++] = static_cast<char>('0' + digit);
    }
  }
  Hash hash = hash_of({digits.data(), count});
  const std::uint64_t number = first_eight(hash);
  ::explicit_bzero(block.data(), block.size());
  ::explicit_bzero(digits.data(), digits.size());
  ::explicit_bzero(hash.data(), hash.size());
  return number;
}

std::uint64_t OperatorKey::own_number() const noexcept {
  return first_eight(hash_of("celltally"));
}

}  // namespace celltally
