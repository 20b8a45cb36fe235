#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "fuzz/allocation.hpp"

namespace celltally {

inline void require(bool condition) {
  if (!condition) std::abort();
}

// What a decoder of one message gives for `octets`, which are copied to a buffer of exactly their
// size; the message's views dangle afterwards, and are only asked whether they are there.
struct OneMessage {
  using Decode = bool (*)(const Datagram& pdu, MessageBurst& burst) noexcept;

  OneMessage(Decode decode, std::span<const std::uint8_t> octets) {
    static constexpr std::array<std::uint8_t, 4> kNode{192, 0, 2, 1};
    const std::vector<std::uint8_t> before(octets.begin(), octets.end());
    std::vector<std::uint8_t> payload = before;
    Datagram pdu;
    pdu.source = pdu.destination = IpAddress::of(kNode);
    pdu.payload = payload;
    static const auto burst = std::make_unique<MessageBurst>();  // made once, for it is large
    burst->clear();
    read = without_allocation([&] { return decode(pdu, *burst); });
    require(payload == before);
    require(burst->size() == (read ? 1u : 0u));
    if (!read) return;
    message = burst->messages()[0];
    for (const TemporaryId& id : burst->temporary_ids(message)) {
      require(id.present());
      roles.push_back(static_cast<int>(id.kind()) << 8 | static_cast<int>(id.role()));
    }
  }

  bool read = false;
  SignallingMessage message;
  std::vector<int> roles;  // of its temporary identifiers, with their kinds
};

// What holds for any message of Diameter and RADIUS.
inline void check_sense(const SignallingMessage& message) {
  const bool placed = message.cell.known() || message.area.known();
  const bool proves = message.presence != Presence::none;
  require(!proves || message.kind != EventKind::none);
  require(!proves || placed || message.presence == Presence::leaves);
  require(message.presence != Presence::exact || message.cell.known());
  require(message.presence != Presence::area || !message.cell.known());
  require(!message.cell.known() || is_cell(message.cell.kind()));
  require(!message.area.known() || !is_cell(message.area.kind()));
  require(message.imsi.present() == message.home.known());
  require(!message.session.source.known() && !message.session.destination.known());
  require(message.session.source_port == 0 && message.session.destination_port == 0);
  require(!message.comes_once && message.session.announced_count == 0);
}

inline bool same(const OneMessage& one, const OneMessage& other) {
  const SignallingMessage& a = one.message;
  const SignallingMessage& b = other.message;
  return one.read == other.read && one.roles == other.roles && a.type == b.type &&
         a.kind == b.kind && a.presence == b.presence && a.cell == b.cell && a.area == b.area &&
         a.home == b.home && a.cause == b.cause && a.damage == b.damage && a.machine == b.machine &&
         a.unauthenticated == b.unauthenticated && a.session.sequence == b.session.sequence &&
         a.imsi.present() == b.imsi.present() && a.msisdn.present() == b.msisdn.present() &&
         a.has_imei == b.has_imei && a.tac == b.tac && a.reset_node.known() == b.reset_node.known();
}

// One message at the beginning, which what follows does not change; cut short, it says so.
inline void check_message(OneMessage::Decode decode, std::span<const std::uint8_t> octets,
                          std::size_t promised) {
  const OneMessage decoded{decode, octets};
  require(same(decoded, OneMessage{decode, octets}));
  if (!decoded.read) return;
  check_sense(decoded.message);
  if (octets.size() < promised) {
    require(decoded.message.damage != MessageDamage::none);
    return;
  }
  require(same(decoded, OneMessage{decode, octets.first(promised)}));
  const OneMessage cut{decode, octets.first(promised - 1)};
  require(!cut.read || cut.message.damage != MessageDamage::none);
}

}  // namespace celltally
