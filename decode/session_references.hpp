#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "decode/datagram.hpp"
#include "decode/ip_address.hpp"
#include "decode/session_endpoint.hpp"

namespace celltally {

// What a GTP control message says about sessions: which one it is about and which endpoints will
// stand for the same subscriber from now on (TS 29.274 5.5.1; the joins are made in anonymise/).
struct SessionReferences {
  static constexpr std::size_t kAnnouncedMax = 6;
  static constexpr std::uint8_t kNone = 0xff;

  // The receiver's endpoint: destination address and the TEID in the header.
  SessionEndpoint receiver{};

  // The control-plane endpoints that the message gives, in order of appearance. A dual-stack
  // F-TEID is two. User-plane endpoints are not here. Only the first `announced_count` are set.
  std::array<SessionEndpoint, kAnnouncedMax> announced;
  std::uint8_t announced_count = 0;
  std::uint8_t left_out = 0;  // how many more it gives than there is room for

  // Which of them are the sender's own end of the session (in GTPv2 the F-TEID of instance 0, in
  // GTPv1 the TEID Control Plane), whatever address it sends from: none, one, or two side by side
  // of a dual-stack node.
  std::uint8_t sender_first = 0;
  std::uint8_t sender_ends = 0;
  // Which of them is not in the message: the sender's TEID at the address that the request came
  // from, where that is none of its own end's. The answer goes there (TS 29.274 4.2.2.2). kNone:
  // there is no such.
  std::uint8_t at_source = kNone;

  // A session is being made: the endpoint that the sender announces was given just now, whoever had
  // it before.
  bool begins_session = false;

  // It is the answer to a request to make one, of a protocol where the ends of a session are two:
  // the receiver's end was given in the request, whoever had it before.
  bool grants_session = false;

  // A request to delete the whole session, not one bearer of it: its endpoints will be given to
  // others.
  bool ends_session = false;

  // Request and response, and retransmissions, share these.
  IpAddress source;
  IpAddress destination;
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::uint32_t sequence = 0;  // 24 bits in GTPv2, 16 in GTPv1; of others a SequenceFold

  // The sender's restart counter, where the message carries it (Recovery): a new value means that
  // the sender forgot every session it had.
  bool has_restart_counter = false;
  std::uint8_t restart_counter = 0;

  // From whom to whom the message goes.
  void set_addresses(const Datagram& datagram) noexcept {
    source = datagram.source;
    destination = datagram.destination;
    source_port = datagram.source_port;
    destination_port = datagram.destination_port;
  }

  // False when there is no room left; the endpoint is then left out.
  constexpr bool announce(SessionEndpoint endpoint) noexcept {
    if (!endpoint.present()) return true;
    if (announced_count == kAnnouncedMax) {
      left_out = static_cast<std::uint8_t>(left_out == 0xff ? left_out : left_out + 1);
      return false;
    }
    announced[announced_count++] = endpoint;
    return true;
  }
  // All that was announced from number `first` on is the sender's own end.
  constexpr void set_sender(std::uint8_t first) noexcept {
    sender_first = first;
    sender_ends = static_cast<std::uint8_t>(announced_count - first);
  }
  // Call it for requests, last of all.
  void announce_at_source() noexcept {
    if (sender_ends == 0 || !source.known()) return;
    const auto ends = announced_endpoints().subspan(sender_first, sender_ends);
    for (const SessionEndpoint& end : ends) {
      if (end.is_at(source)) return;
    }
    const std::uint8_t index = announced_count;
    if (announce(ends.front().moved_to(source))) at_source = index;
  }

  // Which of them is the other end of the receiver's: of a dual-stack sender the one of the family
  // that the message came over. kNone: the sender gives none.
  constexpr std::uint8_t sender() const noexcept {
    if (sender_ends == 0) return kNone;
    const bool second = sender_ends == 2 && source.length == 16;
    return static_cast<std::uint8_t>(second ? sender_first + 1 : sender_first);
  }
  constexpr void forget_endpoints() noexcept {
    receiver.forget();
    for (SessionEndpoint& endpoint : std::span{announced}.first(announced_count)) endpoint.forget();
  }
  constexpr std::span<const SessionEndpoint> announced_endpoints() const noexcept {
    return std::span{announced}.first(announced_count);
  }
};

}  // namespace celltally
