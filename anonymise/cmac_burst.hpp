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
    std::uint32_t at = 0;  // kTagsMax for each pass before its own
  };

  void clear() noexcept { counts_.fill(0); }
  // Overwrites the last burst's CMACs too.
  void forget() noexcept {
    clear();
    blocks_.fill(Block{});
  }

  // The first block of a further message, unspecified content: to be filled at once.
  // REQUIRES: fewer than kTagsMax so far.
  Slot begin() noexcept { return take(0); }
  // The block after `slot` of the same message. REQUIRES: `slot` is not of the last pass.
  Slot next(Slot slot) noexcept {
    last_[slot.at] = 0;
    const Slot following = take(slot.at / kTagsMax + 1);
    before_[following.at] = slot.at;
    return following;
  }
  Block& block(Slot slot) noexcept { return blocks_[slot.at]; }
  const Block& block(Slot slot) const noexcept { return blocks_[slot.at]; }

  // Everything of a pass, to be encrypted in place: chained to the pass before it, and K1 in the
  // last block of each message (SP 800-38B 6.2; the blocks are whole). Here and not where blocks
  // are filled, because reading back what was just written in pieces costs more than the
  // encryption.
  std::span<std::uint8_t> chained(std::size_t pass,
                                  std::span<const std::uint8_t, kBlockOctets> subkey) noexcept {
    const Halves k1 = halves(subkey);
    const std::size_t first = pass * kTagsMax;
    for (std::size_t i = first; i < first + counts_[pass]; ++i) {
      Halves value = halves(blocks_[i]);
      value[0] ^= k1[0] & last_[i];
      value[1] ^= k1[1] & last_[i];
      if (pass > 0) {
        const Halves previous = halves(blocks_[before_[i]]);
        value[0] ^= previous[0];
        value[1] ^= previous[1];
      }
      std::memcpy(blocks_[i].data(), value.data(), kBlockOctets);
    }
    return {blocks_[first].data(), counts_[pass] * kBlockOctets};
  }

 private:
  using Halves = std::array<std::uint64_t, 2>;

  static Halves halves(std::span<const std::uint8_t, kBlockOctets> octets) noexcept {
    Halves value;
    std::memcpy(value.data(), octets.data(), kBlockOctets);
    return value;
  }
  Slot take(std::size_t pass) noexcept {
    assert(pass < kPasses && counts_[pass] < kTagsMax);
    const std::size_t at = pass * kTagsMax + counts_[pass]++;
    last_[at] = ~std::uint64_t{0};
    return {static_cast<std::uint32_t>(at)};
  }

  alignas(64) std::array<Block, kPasses * kTagsMax> blocks_;  // pass by pass
  std::array<std::uint64_t, kPasses * kTagsMax> last_;        // all ones: of its message
  std::array<std::uint32_t, kPasses * kTagsMax> before_;  // the message's block in the pass before
  std::array<std::uint32_t, kPasses> counts_{};
};

static_assert(sizeof(CmacBurst::Block) == CmacBurst::kBlockOctets);

}  // namespace celltally
