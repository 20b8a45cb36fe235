#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "anonymise/epoch_key.hpp"
#include "anonymise/table_memory.hpp"
#include "anonymise/tagger.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// The TEIDs and other temporary identifiers of people who have opted out, remembered from one epoch
// into the next. Sessions last for days, and at 04:00 it is forgotten whose they are; who has opted
// out would then be counted as somebody without a name until a message names them.
//
// They are tagged under keys of their own, which nobody else's identifiers ever are: one born with
// each epoch, which dies when the epoch after it ends. What is seen again is remembered anew under
// the later one. Fixed memory; a full bucket loses an entry. One thread.
class OptedOutSessions {
 public:
  // Throws std::bad_alloc. REQUIRES: 0 < entries_max <= 2^30.
  explicit OptedOutSessions(std::size_t entries_max);

  // A new epoch. `wanted`: somebody may have opted out in it.
  void begin_epoch(bool wanted) noexcept;

  // False: no key could be had. Then who has no name cannot be told from those who opted out.
  bool able() const noexcept { return current_->tagger != nullptr; }

  // Of a burst, whose octets are not wiped yet: the messages of people known to have opted out are
  // remembered. Of the `unnamed` ones it says which are theirs too: those are written in front, and
  // their number is returned. Numbers of messages, at most kMessagesMax together. REQUIRES: able().
  std::size_t check(const MessageBurst& burst, std::span<const std::uint16_t> opted_out,
                    std::span<std::uint16_t> unnamed) noexcept;

  std::uint64_t evicted() const noexcept { return evicted_; }

 private:
  static constexpr std::size_t kWays = 8;
  using Bucket = std::array<std::uint64_t, kWays>;
  static_assert(sizeof(Bucket) == 64, "a cache line");

  // What was seen in an epoch, and the key that it was tagged under; without one it is empty.
  struct Generation {
    explicit Generation(std::size_t entries_max) : table((entries_max + kWays - 1) / kWays) {}

    std::unique_ptr<Tagger> tagger;
    TableMemory<Bucket> table;
    std::array<Tagger::SessionSlot, CmacBurst::kTagsMax> slots;
    std::array<std::size_t, MessageBurst::kMessagesMax + 1> ends{};  // in slots, by message
  };

  static void tag(const MessageBurst& burst, std::span<const std::uint16_t> messages,
                  Generation& generation) noexcept;
  static bool has(const Generation& generation, std::size_t place) noexcept;
  void remember(std::size_t place) noexcept;
  void add(std::uint64_t tag) noexcept;

  std::unique_ptr<Generation> current_;
  std::unique_ptr<Generation> former_;
  std::array<std::uint16_t, MessageBurst::kMessagesMax> asked_{};
  std::uint64_t evicted_ = 0;
};

}  // namespace celltally
