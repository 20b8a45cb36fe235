#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "anonymise/asked_message.hpp"
#include "anonymise/epoch_key.hpp"
#include "anonymise/table_memory.hpp"
#include "anonymise/tagger.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// The TEIDs and other temporary identifiers of people who have opted out, remembered from one epoch
// into the next. Sessions last for days, and at 04:00 it is forgotten whose they are; who has opted
// out would then be counted as somebody without a name until a message names them.
//
// All that a message names is one device's (TemporaryCorrelator), so whoever uses one of them is
// they, and all that the message names beside is theirs too. What a message gives to a device was
// somebody else's before: it leads to nobody, and is no longer theirs who had it. Nor is what
// somebody uses who is named. An id of a connection is given again within minutes: where a message
// has several, all must be theirs, and with the connection they end.
//
// They are tagged under keys of their own: one born with each epoch, which dies when the epoch
// after it ends. Nobody else's are in the tables. What is seen again is remembered anew under the
// later key. Fixed memory; a full bucket loses an entry. One thread.
class OptedOutSessions {
 public:
  // Throws std::bad_alloc. REQUIRES: 0 < entries_max <= 2^30.
  explicit OptedOutSessions(std::size_t entries_max);

  // A new epoch. `wanted`: somebody may have opted out in it.
  void begin_epoch(bool wanted) noexcept;

  // False: no key could be had. Then who has no name cannot be told from those who opted out.
  bool able() const noexcept { return current_->tagger != nullptr; }

  // Messages of a burst in their order, at most kMessagesMax; its octets are not wiped yet. What
  // those who opted out use is remembered, and of the unnamed it is said who is one of them.
  // REQUIRES: able().
  void check(const MessageBurst& burst, std::span<AskedMessage> asked) noexcept;

 private:
  static constexpr std::size_t kWays = 8;
  using Bucket = std::array<std::uint64_t, kWays>;
  static_assert(sizeof(Bucket) == 64, "a cache line");

  // What a message says of an identifier.
  enum class Use : std::uint8_t {
    uses,         // it was the device's before
    uses_id,      // the same of an id of a connection
    gives,        // it is the device's from now on
    ends_id,      // uses_id, and it is nobody's afterwards
    nothing_new,  // of no interest
  };

  // What was seen in an epoch, and the key that it was tagged under; without one it is empty.
  struct Generation {
    explicit Generation(std::size_t entries_max) : table((entries_max + kWays - 1) / kWays) {}
    void forget() noexcept;
    bool has(std::size_t slot) const noexcept;

    std::unique_ptr<Tagger> tagger;
    TableMemory<Bucket> table;
    std::array<Tagger::SessionSlot, CmacBurst::kTagsMax> slots;
  };

  static Use use_of(const TemporaryId& id) noexcept;
  void lay(const MessageBurst& burst, std::span<const AskedMessage> asked) noexcept;
  template <typename Id>
  void lay(const Id& id, Use use) noexcept;
  bool leads(std::size_t place) const noexcept;
  void remember(std::size_t place) noexcept;
  void disown(std::size_t place, AskedMessage::Whose whose) noexcept;
  void add(std::size_t slot) noexcept;
  void remove(std::size_t slot) noexcept;
  bool has(std::size_t slot) const noexcept { return current_->has(slot) || former_->has(slot); }

  std::unique_ptr<Generation> current_;
  std::unique_ptr<Generation> former_;
  // Of the burst: what is laid, and where it ends for each message.
  std::array<Use, CmacBurst::kTagsMax> uses_{};
  std::array<std::size_t, MessageBurst::kMessagesMax + 1> ends_{};
  std::size_t laid_ = 0;
};

}  // namespace celltally
