#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace celltally::test {

// AES-256-CMAC by OpenSSL's own implementation. Defined in tagger_test.cpp.
std::array<std::uint8_t, 16> reference_cmac(std::span<const std::uint8_t, 32> key,
                                            std::span<const std::uint8_t> message);

// Its first 64 bits, as a tag's value is written.
inline std::uint64_t first_64(const std::array<std::uint8_t, 16>& mac) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8 | mac[i];
  return value;
}

}  // namespace celltally::test
