#pragma once

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

// What a decoder of one message gives for octets in a buffer of exactly their size; its views
// dangle afterwards, and are only asked whether they are there.
struct Decoded {
  using Decode = bool (*)(const Datagram& pdu, MessageBurst& burst) noexcept;

  Decoded(Decode decode, std::span<const std::uint8_t> octets, bool cut = false) {
    const std::vector<std::uint8_t> before(octets.begin(), octets.end());
    std::vector<std::uint8_t> payload = before;
    payload.shrink_to_fit();
    Datagram pdu;
    pdu.payload = payload;
    pdu.cut = cut;
    static const auto burst = std::make_unique<MessageBurst>();  // made once, for it is large
    burst->clear();
    read = without_allocation([&] { return decode(pdu, *burst); });
    require(payload == before);
    require(burst->size() == (read ? 1u : 0u));
    if (!read) return;
    message = burst->messages()[0];
    temporary_ids = burst->temporary_ids(message).size();
  }

  bool read = false;
  SignallingMessage message;
  std::size_t temporary_ids = 0;
};

// What holds of every message of every protocol.
inline void require_sense(const SignallingMessage& message) {
  const bool placed = message.cell.known() || message.area.known();
  require(message.imsi.present() || !message.home.known());
  require(!message.cell.known() || is_cell(message.cell.kind()));
  require(!message.area.known() || !is_cell(message.area.kind()));
  require(message.presence == Presence::none || message.kind != EventKind::none);
  require(message.presence == Presence::none || message.presence == Presence::leaves || placed);
  require(message.presence != Presence::exact || message.cell.known());
}

inline bool same(const Decoded& a, const Decoded& b) {
  const SignallingMessage& one = a.message;
  const SignallingMessage& two = b.message;
  return a.read == b.read && a.temporary_ids == b.temporary_ids && one.type == two.type &&
         one.imsi.present() == two.imsi.present() && one.msisdn.present() == two.msisdn.present() &&
         one.has_imei == two.has_imei && one.tac == two.tac && one.cell == two.cell &&
         one.area == two.area && one.home == two.home && one.cause == two.cause &&
         one.kind == two.kind && one.presence == two.presence && one.damage == two.damage &&
         one.session.sequence == two.session.sequence;
}

}  // namespace celltally
