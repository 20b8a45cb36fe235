#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <new>
#include <span>

#include "decode/signalling_message.hpp"
#include "decode/wire_bytes.hpp"

namespace celltally {

// What one burst of packets gave: the messages, in order, and the bytes to wipe after tagging.
// Bounded: the worker empties it before it is full. One thread.
class MessageBurst {
 public:
  static constexpr std::size_t kMessagesMax = 64;
  static constexpr std::size_t kMessagesPerPacketMax = 2;  // GTPv2 piggybacking (TS 29.274 5.5.1)

  // Whether one more packet's messages fit.
  bool has_room() const noexcept {
    return !closed_ && messages_count_ + kMessagesPerPacketMax <= kMessagesMax &&
           wire_count_ < kMessagesMax;
  }

  // The next message, empty. REQUIRES: has_room() before the packet.
  SignallingMessage& add() noexcept {
    assert(messages_count_ < kMessagesMax);
    // Default-initialised in place: g++ makes a temporary of an assignment, and clears the whole
    // object twice for std::construct_at, either of which costs as much as reading the header.
    return *::new (static_cast<void*>(&messages_[messages_count_++])) SignallingMessage;
  }

  // Signalling bytes to be wiped, also those that could not be decoded.
  void wipe_later(WireBytes bytes) noexcept {
    assert(wire_count_ < kMessagesMax);
    wire_[wire_count_++] = bytes;
  }

  std::span<const SignallingMessage> messages() const noexcept {
    return std::span{messages_}.first(messages_count_);
  }
  std::size_t size() const noexcept { return messages_count_; }
  // For what the decoder of a message's protocol does not know. REQUIRES: index < size().
  SignallingMessage& operator[](std::size_t index) noexcept { return messages_[index]; }
  std::span<const WireBytes> wire() const noexcept { return std::span{wire_}.first(wire_count_); }

  // No more packets before clear(): a message borrows bytes that the decoder will use again.
  void close() noexcept { closed_ = true; }

  // Leaves no TEID behind: messages hold copies of them, which wiping the packets does not reach.
  void clear() noexcept {
    for (SignallingMessage& message : std::span{messages_}.first(messages_count_)) {
      message.session.forget_endpoints();
    }
    messages_count_ = wire_count_ = 0;
    closed_ = false;
  }

 private:
  std::array<SignallingMessage, kMessagesMax> messages_{};
  std::array<WireBytes, kMessagesMax> wire_{};
  std::size_t messages_count_ = 0;
  std::size_t wire_count_ = 0;
  bool closed_ = false;
};

}  // namespace celltally
