#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "decode/ip_address.hpp"
#include "decode/session_endpoint.hpp"

namespace celltally {

// What a GTP control message says about sessions: which one it is about and which endpoints will
// stand for the same subscriber from now on (TS 29.274 5.5.1; the joins are made in anonymise/).
struct SessionReferences {
  static constexpr std::size_t kAnnouncedMax = 6;

  // The receiver's endpoint: destination address and the TEID in the header.
  SessionEndpoint receiver{};

  // The control-plane endpoints that the message gives, in order of appearance. A dual-stack
  // F-TEID is two. User-plane endpoints are not here. Only the first `announced_count` are set.
  std::array<SessionEndpoint, kAnnouncedMax> announced;
  std::uint8_t announced_count = 0;

  // Request and response, and retransmissions, share these.
  IpAddress source;
  IpAddress destination;
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::uint32_t sequence = 0;  // 24 bits in GTPv2, 16 in GTPv1

  // A session is being made: the endpoint that the sender announces was given just now, whoever had
  // it before.
  bool begins_session = false;

  // A request to delete the whole session, not one bearer of it: its endpoints will be given to
  // others.
  bool ends_session = false;

  // The sender's restart counter, where the message carries it (Recovery): a new value means that
  // the sender forgot every session it had.
  bool has_restart_counter = false;
  std::uint8_t restart_counter = 0;

  // False when there is no room left; the endpoint is then left out.
  constexpr bool announce(SessionEndpoint endpoint) noexcept {
    if (!endpoint.present()) return true;
    if (announced_count == kAnnouncedMax) return false;
    announced[announced_count++] = endpoint;
    return true;
  }
  constexpr void forget_endpoints() noexcept {
    receiver = {};
    for (SessionEndpoint& endpoint : std::span{announced}.first(announced_count)) endpoint = {};
  }
  constexpr std::span<const SessionEndpoint> announced_endpoints() const noexcept {
    return std::span{announced}.first(announced_count);
  }
};

}  // namespace celltally
