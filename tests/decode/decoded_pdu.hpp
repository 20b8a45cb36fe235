#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "tests/decode/tagger_double.hpp"

namespace celltally {

// What a decoder gives for a message sent from 192.0.2.11 to 192.0.2.22. It is copied to a heap
// buffer of exactly its size, so that the address sanitizer sees every octet read beyond it; the
// message borrows that buffer.
struct DecodedPdu {
  using Decode = bool (*)(const Datagram& pdu, MessageBurst& burst) noexcept;
  static constexpr std::array<std::uint8_t, 4> kSource{192, 0, 2, 11};
  static constexpr std::array<std::uint8_t, 4> kDestination{192, 0, 2, 22};

  DecodedPdu(Decode decode, std::span<const std::uint8_t> octets)
      : payload(std::make_unique<std::uint8_t[]>(octets.size())) {
    std::copy(octets.begin(), octets.end(), payload.get());
    Datagram pdu;
    pdu.source = IpAddress::of(kSource);
    pdu.destination = IpAddress::of(kDestination);
    pdu.source_port = 40000;
    pdu.destination_port = 1813;
    pdu.payload = {payload.get(), octets.size()};
    static const auto burst = std::make_unique<MessageBurst>();  // made once, for it is large
    burst->clear();
    read = decode(pdu, *burst);
    messages = burst->size();
    if (messages != 1) return;
    message = burst->messages()[0];
    const auto ids = burst->temporary_ids(message);
    temporary_ids.assign(ids.begin(), ids.end());
  }

  std::unique_ptr<std::uint8_t[]> payload;
  bool read = false;
  std::size_t messages = 0;
  SignallingMessage message;  // empty when there is none
  std::vector<TemporaryId> temporary_ids;
};

inline std::vector<std::uint8_t> octets_of_hex(std::string_view hex) {
  const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::vector<std::uint8_t> octets;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    octets.push_back(static_cast<std::uint8_t>(nibble(hex[i]) << 4 | nibble(hex[i + 1])));
  }
  return octets;
}

// Of an identity in text.
inline std::string text_of(const SubscriberId& id) {
  const auto octets = Tagger::octets_of(id);
  return {octets.begin(), octets.end()};
}

// "diameter_session given, ue_address"; of the kinds that Diameter and RADIUS name.
inline std::string names_of(const std::vector<TemporaryId>& ids) {
  std::string text;
  for (const TemporaryId& id : ids) {
    text += text.empty() ? "" : ", ";
    switch (id.kind()) {
      case TemporaryId::Kind::ue_address: text += "address"; break;
      case TemporaryId::Kind::diameter_session:
      case TemporaryId::Kind::radius_session: text += "session"; break;
      case TemporaryId::Kind::wifi_device: text += "device"; break;
      default: text += "?"; break;
    }
    if (id.role() == TemporaryId::Role::given) text += " given";
    if (id.role() == TemporaryId::Role::ends) text += " ends";
  }
  return text;
}

// Everything that a decoded message holds, wherever its bytes are.
inline auto whole_of(const DecodedPdu& decoded) {
  const SignallingMessage& m = decoded.message;
  std::vector<std::vector<std::uint8_t>> borrowed{Tagger::octets_of(m.imsi),
                                                  Tagger::octets_of(m.msisdn)};
  for (const TemporaryId& id : decoded.temporary_ids) borrowed.push_back(Tagger::octets_of(id));
  const auto node = m.reset_node.bytes();
  borrowed.emplace_back(node.begin(), node.end());
  return std::tuple{borrowed,
                    m.tac.value,
                    m.has_imei,
                    names_of(decoded.temporary_ids),
                    m.cell,
                    m.area,
                    m.home,
                    m.cause,
                    m.type,
                    m.kind,
                    m.presence,
                    m.damage,
                    m.machine,
                    m.unauthenticated,
                    m.session.sequence};
}

}  // namespace celltally
