#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <new>
#include <span>

#include "decode/signalling_message.hpp"
#include "decode/temporary_id.hpp"
#include "decode/wire_bytes.hpp"

namespace celltally {

// What one burst of packets gave: the messages, in order, and the bytes to wipe after tagging.
// Bounded: the worker empties it before it is full. One thread.
class MessageBurst {
 public:
  // An SCTP packet may bundle so many messages, a TCP segment complete so many.
  static constexpr std::size_t kMessagesPerPacketMax = 64;
  static constexpr std::size_t kMessagesMax = 128;
  // Of one message: S1AP's handover request names a tunnel for each of 11 bearers.
  static constexpr std::size_t kTemporaryIdsPerMessageMax = 15;
  // Of one message that ends the contexts of several devices, at least: of those there is one a
  // packet as a rule, and room for many is shared.
  static constexpr std::size_t kEndedIdsMin = 256;
  static constexpr std::size_t kTemporaryIdsMax = 18 * kMessagesMax;
  static constexpr std::size_t kWireMax = kMessagesMax;

  // Whether one more packet's messages fit.
  bool has_room() const noexcept {
    return !closed_ && messages_count_ + kMessagesPerPacketMax <= kMessagesMax &&
           temporary_count_ + kIdsPerPacketMax + kEndedIdsMin <= kTemporaryIdsMax &&
           wire_count_ < kWireMax;
  }

  // The next message, empty. REQUIRES: has_room() before the packet.
  SignallingMessage& add() noexcept {
    assert(messages_count_ < kMessagesMax);
    // Default-initialised in place: g++ makes a temporary of an assignment, and clears the whole
    // object twice for std::construct_at, either of which costs as much as reading the header.
    SignallingMessage& message =
        *::new (static_cast<void*>(&messages_[messages_count_++])) SignallingMessage;
    message.temporary_first = static_cast<std::uint16_t>(temporary_count_);
    return message;
  }

  // What the last message names the device by: those first by which it is most surely found. One
  // that is not present() is not added; what a message has no room for is counted in it.
  [[gnu::always_inline]] void add_temporary(const TemporaryId& id) noexcept {
    if (!id.present()) return;
    if (TemporaryId* const room = next_temporary()) *room = id;
  }

  // Room for one more of them, to become something at once; nullptr when the message has no more.
  // For what nearly every message names: what is written in pieces elsewhere and then copied as a
  // whole is waited for.
  TemporaryId* next_temporary() noexcept {
    assert(messages_count_ != 0);
    SignallingMessage& message = messages_[messages_count_ - 1];
    if (message.temporary_count >= kTemporaryIdsPerMessageMax) {
      message.temporary_left_out = true;
      return nullptr;
    }
    ++message.temporary_count;
    return &temporary_ids_[temporary_count_++];
  }

  // What ends. Of a message that names several devices (SignallingMessage::ends_several) as many as
  // leave room for what the packet's other messages may name.
  void add_ended(const TemporaryId& id) noexcept {
    assert(messages_count_ != 0);
    const TemporaryId ended = id.as(TemporaryId::Role::ends);
    SignallingMessage& message = messages_[messages_count_ - 1];
    if (!message.ends_several) return add_temporary(ended);
    if (!id.present()) return;
    if (temporary_count_ + kIdsPerPacketMax >= kTemporaryIdsMax) {
      message.temporary_left_out = true;
      return;
    }
    ++message.temporary_count;
    temporary_ids_[temporary_count_++] = ended;
  }

  // Signalling bytes to be wiped, also those that could not be decoded.
  void wipe_later(WireBytes bytes) noexcept {
    assert(wire_count_ < kWireMax);
    wire_[wire_count_++] = bytes;
  }

  std::span<const SignallingMessage> messages() const noexcept {
    return std::span{messages_}.first(messages_count_);
  }
  std::size_t size() const noexcept { return messages_count_; }
  // For what the decoder of a message's protocol does not know. REQUIRES: index < size().
  SignallingMessage& operator[](std::size_t index) noexcept { return messages_[index]; }
  // REQUIRES: `message` is one of messages().
  std::span<const TemporaryId> temporary_ids(const SignallingMessage& message) const noexcept {
    return std::span{temporary_ids_}.subspan(message.temporary_first, message.temporary_count);
  }
  std::span<const WireBytes> wire() const noexcept { return std::span{wire_}.first(wire_count_); }

  // No more packets before clear(): a message borrows bytes that the decoder will use again.
  void close() noexcept { closed_ = true; }

  // Leaves no temporary identifier behind: messages hold copies, which wiping the packets does not
  // reach.
  void clear() noexcept {
    for (SignallingMessage& message : std::span{messages_}.first(messages_count_)) {
      message.session.forget_endpoints();
    }
    for (TemporaryId& id : std::span{temporary_ids_}.first(temporary_count_)) id.forget();
    messages_count_ = wire_count_ = temporary_count_ = 0;
    closed_ = false;
  }

 private:
  static constexpr std::size_t kIdsPerPacketMax =
      kMessagesPerPacketMax * kTemporaryIdsPerMessageMax;

  std::array<SignallingMessage, kMessagesMax> messages_{};
  std::array<WireBytes, kWireMax> wire_{};
  std::array<TemporaryId, kTemporaryIdsMax> temporary_ids_{};
  std::size_t messages_count_ = 0;
  std::size_t wire_count_ = 0;
  std::size_t temporary_count_ = 0;
  bool closed_ = false;
};

}  // namespace celltally
