#include "anonymise/operator_key.hpp"

#include <string.h>

#include <utility>

namespace celltally {

Result<OperatorKey, std::string> OperatorKey::make(std::span<std::uint8_t, kOctets> octets) {
  auto page = SecretPage::allocate();
  if (!page) return fail(page.error());
  OperatorKey key{std::move(*page)};
  const auto bytes = key.page_.bytes();
  for (std::size_t i = 0; i < kBlockOctets; ++i) {
    const unsigned octet = i < octets.size() ? octets[i] : 0u;
    bytes[i] = static_cast<std::uint8_t>(octet ^ 0x36u);
    bytes[kBlockOctets + i] = static_cast<std::uint8_t>(octet ^ 0x5cu);
  }
  ::explicit_bzero(octets.data(), octets.size());
  return key;
}

OperatorKey::OperatorKey(SecretPage page) noexcept : page_(std::move(page)) {}

}  // namespace celltally
