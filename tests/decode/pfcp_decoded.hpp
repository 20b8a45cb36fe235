#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "decode/pfcp.hpp"
#include "tests/decode/ngap_decoded.hpp"
#include "tests/decode/tagger_double.hpp"

namespace celltally {

// What decode_pfcp() gives for a datagram from 192.0.2.11 to 192.0.2.22. It is copied to a heap
// buffer of exactly its size, so that the address sanitizer sees every octet read beyond it; the
// messages borrow that buffer.
struct DecodedPfcp {
  static constexpr std::array<std::uint8_t, 4> kSource{192, 0, 2, 11};
  static constexpr std::array<std::uint8_t, 4> kDestination{192, 0, 2, 22};

  explicit DecodedPfcp(std::span<const std::uint8_t> octets, bool cut = false)
      : payload(std::make_unique<std::uint8_t[]>(octets.size())) {
    std::copy(octets.begin(), octets.end(), payload.get());
    Datagram datagram;
    datagram.source = IpAddress::of(kSource);
    datagram.destination = IpAddress::of(kDestination);
    datagram.source_port = datagram.destination_port = 8805;
    datagram.payload = {payload.get(), octets.size()};
    datagram.cut = cut;
    static const auto burst = std::make_unique<MessageBurst>();  // made once, for it is large
    burst->clear();
    decoded = decode_pfcp(datagram, *burst);
    messages.assign(burst->messages().begin(), burst->messages().end());
    for (const SignallingMessage& each : messages) {
      const auto of_message = burst->temporary_ids(each);
      names.emplace_back(of_message.begin(), of_message.end());
    }
    if (messages.empty()) return;
    message = messages.front();
    ids = names.front();
  }

  std::unique_ptr<std::uint8_t[]> payload;
  bool decoded = false;
  std::vector<SignallingMessage> messages;
  std::vector<std::vector<TemporaryId>> names;
  SignallingMessage message;     // the first; empty when there is none
  std::vector<TemporaryId> ids;  // its
};

// Everything that its messages hold, wherever their bytes are.
inline auto whole_of(const DecodedPfcp& decoded) {
  std::vector<std::tuple<std::vector<std::uint8_t>, std::uint32_t, std::vector<std::uint8_t>,
                         std::vector<std::string>, Plmn, Cause, std::uint8_t, EventKind,
                         MessageDamage, std::uint32_t>>
      all;
  for (std::size_t i = 0; i < decoded.messages.size(); ++i) {
    const SignallingMessage& m = decoded.messages[i];
    all.emplace_back(Tagger::octets_of(m.imsi), m.tac.value, Tagger::octets_of(m.msisdn),
                     described(decoded.names[i]), m.home, m.cause, m.type, m.kind, m.damage,
                     m.session.sequence);
  }
  return all;
}

}  // namespace celltally
