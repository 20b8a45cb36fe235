#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>

namespace celltally::test {

// FIPS 197 5.1.1, by its definition: the inverse in GF(2^8), then the affine map.
inline std::uint8_t aes_s_box(std::uint8_t octet) {
  const auto product = [](unsigned one, unsigned other) {
    unsigned result = 0;
    for (; other != 0; other >>= 1) {
      if ((other & 1) != 0) result ^= one;
      one = (one << 1) ^ ((one & 0x80) != 0 ? 0x11bu : 0u);
    }
    return result;
  };
  unsigned inverse = 1;
  for (int i = 0; i < 254; ++i) inverse = product(inverse, octet);
  const auto value = static_cast<std::uint8_t>(inverse);
  return static_cast<std::uint8_t>(value ^ std::rotl(value, 1) ^ std::rotl(value, 2) ^
                                   std::rotl(value, 3) ^ std::rotl(value, 4) ^ 0x63);
}

// The 15 round keys of AES-256 (FIPS 197 5.2), for tests that look for them in memory.
inline void aes_256_round_keys(std::span<const std::uint8_t, 32> key,
                               std::span<std::uint8_t, 240> round_keys) {
  unsigned constant = 1;
  for (std::size_t at = 0; at < 240; at += 4) {
    if (at < 32) {
      for (std::size_t i = 0; i < 4; ++i) round_keys[at + i] = key[at + i];
      continue;
    }
    std::array<std::uint8_t, 4> word{};
    for (std::size_t i = 0; i < 4; ++i) {
      word[i] = round_keys[at - 4 + (at % 32 == 0 ? (i + 1) % 4 : i)];
      if (at % 16 == 0) word[i] = aes_s_box(word[i]);
    }
    if (at % 32 == 0) {
      word[0] = static_cast<std::uint8_t>(word[0] ^ constant);
      constant <<= 1;
    }
    for (std::size_t i = 0; i < 4; ++i) {
      round_keys[at + i] = static_cast<std::uint8_t>(round_keys[at - 32 + i] ^ word[i]);
    }
  }
}

}  // namespace celltally::test
