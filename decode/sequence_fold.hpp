#pragma once

#include <cstdint>
#include <span>

namespace celltally {

// What tells one message from another, where copies come over other paths: octets and numbers,
// folded to the 32 bits of SessionReferences::sequence (FNV-1a). Not proof against somebody who
// wants two messages to meet; who does so has lost one of his own.
class SequenceFold {
 public:
  constexpr void add(std::span<const std::uint8_t> octets) noexcept {
    add(static_cast<std::uint32_t>(octets.size()));  // "ab", "c" is not "a", "bc"
    for (const std::uint8_t octet : octets) step(octet);
  }
  constexpr void add(std::uint32_t number) noexcept {
    for (int shift = 24; shift >= 0; shift -= 8) step(static_cast<std::uint8_t>(number >> shift));
  }
  constexpr std::uint32_t value() const noexcept {
    return static_cast<std::uint32_t>(state_ ^ state_ >> 32);
  }

 private:
  constexpr void step(std::uint8_t octet) noexcept {
    state_ = (state_ ^ octet) * 0x0000'0100'0000'01b3;
  }

  std::uint64_t state_ = 0xcbf2'9ce4'8422'2325;
};

}  // namespace celltally
