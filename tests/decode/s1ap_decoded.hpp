#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "decode/s1ap.hpp"
#include "decode/temporary_id.hpp"
#include "tests/decode/tagger_double.hpp"

namespace celltally {

// Which ports a message goes between; addresses are always those of DecodedS1ap.
struct S1apPorts {
  std::uint16_t source = 40000;
  std::uint16_t destination = 36412;
};

// What decode_s1ap() gives for a message sent from 192.0.2.11 to 192.0.2.22. The message is copied
// to a heap buffer of exactly its size, so that the address sanitizer sees every octet read beyond
// it; what is decoded borrows that buffer.
struct DecodedS1ap {
  static constexpr std::array<std::uint8_t, 4> kSource{192, 0, 2, 11};
  static constexpr std::array<std::uint8_t, 4> kDestination{192, 0, 2, 22};

  explicit DecodedS1ap(std::span<const std::uint8_t> octets, S1apPorts ports = {}, bool cut = false)
      : payload(std::make_unique<std::uint8_t[]>(octets.size())) {
    std::copy(octets.begin(), octets.end(), payload.get());
    Datagram datagram;
    datagram.source = IpAddress::of(kSource);
    datagram.destination = IpAddress::of(kDestination);
    datagram.source_port = ports.source;
    datagram.destination_port = ports.destination;
    datagram.payload = {payload.get(), octets.size()};
    datagram.cut = cut;
    static const auto burst = std::make_unique<MessageBurst>();  // large, and slow to make
    burst->clear();
    read = decode_s1ap(datagram, *burst);
    messages = burst->messages().size();
    if (messages != 1) return;
    message = burst->messages()[0];
    const auto ids = burst->temporary_ids(message);
    names.assign(ids.begin(), ids.end());
  }

  // "enb_ue given, mme_ue": kinds and roles in order.
  std::string named() const {
    std::string text;
    for (const TemporaryId& id : names) {
      if (!text.empty()) text += ", ";
      text += to_text(id.kind());
      if (id.role() == TemporaryId::Role::given) text += " given";
      if (id.role() == TemporaryId::Role::ends) text += " ends";
    }
    return text;
  }

  // Everything that it holds, wherever the bytes are.
  auto whole() const {
    std::vector<std::vector<std::uint8_t>> borrowed{Tagger::octets_of(message.imsi)};
    for (const TemporaryId& id : names) borrowed.push_back(Tagger::octets_of(id));
    return std::tuple{messages,
                      named(),
                      borrowed,
                      message.tac.value,
                      message.has_imei,
                      message.cell,
                      message.area,
                      message.home,
                      message.cause,
                      message.type,
                      message.kind,
                      message.presence,
                      message.damage,
                      message.machine,
                      message.unauthenticated,
                      message.reset_node.known(),
                      message.reset_port};
  }

  std::unique_ptr<std::uint8_t[]> payload;
  bool read = false;
  std::size_t messages = 0;
  SignallingMessage message;  // empty when there is none
  std::vector<TemporaryId> names;
};

inline std::vector<std::uint8_t> octets_of(const TemporaryId& id) {
  return Tagger::octets_of(id);
}

}  // namespace celltally
