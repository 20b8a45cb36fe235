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
  // A person, their number, a receiver and its announcements for each message, and what they name
  // beside.
  static constexpr std::size_t kTagsMax =
      MessageBurst::kMessagesMax * (3 + SessionReferences::kAnnouncedMax) +
      MessageBurst::kTemporaryIdsMax;

  using Block = std::array<std::uint8_t, kBlockOctets>;
  using Halves = std::array<std::uint64_t, 2>;  // a block as it stands in memory
  using Subkey = std::span<const std::uint8_t, kBlockOctets>;

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
    const Slot following = take(slot.at / kTagsMax + 1);
    before_[following.at] = slot.at;
    return following;
  }
  Block& block(Slot slot) noexcept { return blocks_[slot.at]; }
  const Block& block(Slot slot) const noexcept { return blocks_[slot.at]; }

  // The last block of a message is done: K1 goes in (SP 800-38B 6.2; the blocks are whole). The
  // first is for content at hand as two halves, for reading back what was just written in pieces
  // costs more than the encryption.
  void finish(Slot slot, Halves content, Subkey subkey) noexcept {
    const Halves k1 = halves(subkey);
    put(slot, {content[0] ^ k1[0], content[1] ^ k1[1]});
  }
  void finish(Slot slot, Subkey subkey) noexcept { finish(slot, halves(block(slot)), subkey); }

  // Everything of a pass, to be encrypted in place: chained to the pass before it.
  std::span<std::uint8_t> chained(std::size_t pass) noexcept {
    const std::size_t first = pass * kTagsMax;
    for (std::size_t i = first; pass > 0 && i < first + counts_[pass]; ++i) {
      const Halves value = halves(blocks_[i]);
      const Halves previous = halves(blocks_[before_[i]]);
      put({static_cast<std::uint32_t>(i)}, {value[0] ^ previous[0], value[1] ^ previous[1]});
    }
    return {blocks_[first].data(), counts_[pass] * kBlockOctets};
  }

 private:
  static Halves halves(Subkey octets) noexcept {
    Halves value;
    std::memcpy(value.data(), octets.data(), kBlockOctets);
    return value;
  }
  void put(Slot slot, Halves value) noexcept {
    std::memcpy(blocks_[slot.at].data(), value.data(), kBlockOctets);
  }
  Slot take(std::size_t pass) noexcept {
    assert(pass < kPasses && counts_[pass] < kTagsMax);
    const std::size_t at = pass * kTagsMax + counts_[pass]++;
    return {static_cast<std::uint32_t>(at)};
  }

  alignas(64) std::array<Block, kPasses * kTagsMax> blocks_;  // pass by pass
  std::array<std::uint32_t, kPasses * kTagsMax> before_;  // the message's block in the pass before
  std::array<std::uint32_t, kPasses> counts_{};
};

static_assert(sizeof(CmacBurst::Block) == CmacBurst::kBlockOctets);

}  // namespace celltally
