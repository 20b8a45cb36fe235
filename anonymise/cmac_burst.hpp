#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "decode/message_burst.hpp"

namespace celltally {

// The messages of one burst whose CMACs (NIST SP 800-38B) are wanted, laid out so that all of them
// are encrypted together: every message is one or two whole blocks, and a pass holds the blocks
// of one position. The Tagger brings the cipher and CMAC's subkey K1. Blocks are encrypted in
// place, so no identifier stays here.
class CmacBurst {
 public:
  static constexpr std::size_t kBlockOctets = 16;
  static constexpr std::size_t kPasses = 2;
  // A person, a receiver and its announcements for each message.
  static constexpr std::size_t kTagsMax =
      MessageBurst::kMessagesMax * (2 + SessionReferences::kAnnouncedMax);

  using Block = std::array<std::uint8_t, kBlockOctets>;

  // Where a message's last block is, and its CMAC after the last pass.
  struct Slot {
    std::uint8_t pass = 0;
    std::uint16_t index = 0;
  };

  void clear() noexcept { counts_.fill(0); }
  // Overwrites the last burst's CMACs too.
  void forget() noexcept {
    clear();
    for (auto& pass : blocks_) pass.fill(Block{});
  }

  // The first block of a further message, unspecified content: to be filled at once.
  // REQUIRES: fewer than kTagsMax so far.
  Slot begin() noexcept { return take(0); }
  // The block after `slot` of the same message. REQUIRES: slot.pass + 1 < kPasses.
  Slot next(Slot slot) noexcept {
    last_[slot.pass][slot.index] = 0;
    const Slot following = take(static_cast<std::uint8_t>(slot.pass + 1));
    before_[following.pass][following.index] = slot.index;
    return following;
  }
  Block& block(Slot slot) noexcept { return blocks_[slot.pass][slot.index]; }
  const Block& block(Slot slot) const noexcept { return blocks_[slot.pass][slot.index]; }

  // Everything of a pass, to be encrypted in place: chained to the pass before it, and K1 in the
  // last block of each message (SP 800-38B 6.2; the blocks are whole). Here and not where blocks
  // are filled, because reading back what was just written in pieces costs more than the
  // encryption.
  std::span<std::uint8_t> chained(std::size_t pass,
                                  std::span<const std::uint8_t, kBlockOctets> subkey) noexcept {
    const Halves k1 = halves(subkey);
    for (std::size_t i = 0; i < counts_[pass]; ++i) {
      Block& block = blocks_[pass][i];
      Halves value = halves(block);
      value[0] ^= k1[0] & last_[pass][i];
      value[1] ^= k1[1] & last_[pass][i];
      if (pass > 0) {
        const Halves previous = halves(blocks_[pass - 1][before_[pass][i]]);
        value[0] ^= previous[0];
        value[1] ^= previous[1];
      }
      std::memcpy(block.data(), value.data(), kBlockOctets);
    }
    return {blocks_[pass].data()->data(), counts_[pass] * kBlockOctets};
  }

 private:
  using Halves = std::array<std::uint64_t, 2>;

  static Halves halves(std::span<const std::uint8_t, kBlockOctets> octets) noexcept {
    Halves value;
    std::memcpy(value.data(), octets.data(), kBlockOctets);
    return value;
  }
  Slot take(std::uint8_t pass) noexcept {
    assert(pass < kPasses && counts_[pass] < kTagsMax);
    const std::uint16_t index = counts_[pass]++;
    last_[pass][index] = ~std::uint64_t{0};
    return {pass, index};
  }

  alignas(64) std::array<std::array<Block, kTagsMax>, kPasses> blocks_;
  std::array<std::array<std::uint64_t, kTagsMax>, kPasses> last_;    // all ones: of its message
  std::array<std::array<std::uint16_t, kTagsMax>, kPasses> before_;  // index in the pass before
  std::array<std::uint16_t, kPasses> counts_{};
};

static_assert(sizeof(CmacBurst::Block) == CmacBurst::kBlockOctets);

}  // namespace celltally
