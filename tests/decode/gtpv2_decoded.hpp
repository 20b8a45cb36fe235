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

#include "decode/gtpv2.hpp"
#include "tests/decode/tagger_double.hpp"

namespace celltally {

// What decode_gtpv2() gives for a payload sent from 192.0.2.11 to 192.0.2.22. The payload is copied
// to a heap buffer of exactly its size, so that the address sanitizer sees every octet read beyond
// it; the messages borrow that buffer.
struct DecodedGtpv2 {
  static constexpr std::array<std::uint8_t, 4> kSource{192, 0, 2, 11};
  static constexpr std::array<std::uint8_t, 4> kDestination{192, 0, 2, 22};

  explicit DecodedGtpv2(std::span<const std::uint8_t> octets)
      : payload(std::make_unique<std::uint8_t[]>(octets.size())) {
    std::copy(octets.begin(), octets.end(), payload.get());
    Datagram datagram;
    datagram.source = IpAddress::of(kSource);
    datagram.destination = IpAddress::of(kDestination);
    datagram.source_port = 40000;
    datagram.destination_port = 2123;
    datagram.payload = {payload.get(), octets.size()};
    const auto burst = std::make_unique<MessageBurst>();
    outcome = decode_gtpv2(datagram, *burst);
    messages.assign(burst->messages().begin(), burst->messages().end());
    if (!messages.empty()) message = messages.front();
  }

  std::unique_ptr<std::uint8_t[]> payload;
  PacketOutcome outcome{};
  std::vector<SignallingMessage> messages;
  SignallingMessage message;  // the first; empty when there is none
};

inline std::string digits_of(const SubscriberId& id) {
  std::string digits;
  for (const unsigned octet : Tagger::octets_of(id)) {
    for (const unsigned digit : {octet & 15u, octet >> 4}) {
      if (digit < 10) digits += static_cast<char>('0' + digit);
    }
  }
  return digits;
}

// Everything that a message holds, wherever its bytes are.
inline auto whole_of(const SignallingMessage& m) {
  std::vector<std::vector<std::uint8_t>> borrowed{
      Tagger::octets_of(m.imsi), Tagger::octets_of(m.msisdn), Tagger::node_of(m.session.receiver)};
  std::vector<std::uint64_t> numbers{Tagger::teid_of(m.session.receiver)};
  for (const SessionEndpoint& endpoint : m.session.announced_endpoints()) {
    borrowed.push_back(Tagger::node_of(endpoint));
    numbers.push_back(Tagger::teid_of(endpoint));
  }
  return std::tuple{borrowed,
                    m.tac.value,
                    m.has_imei,
                    numbers,
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
                    m.session.sequence,
                    m.session.ends_session,
                    m.session.sender_first,
                    m.session.sender_ends,
                    m.session.at_source,
                    m.session.has_restart_counter,
                    m.session.restart_counter};
}

}  // namespace celltally
