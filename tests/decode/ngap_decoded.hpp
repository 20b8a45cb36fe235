#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "decode/ngap.hpp"
#include "tests/decode/tagger_double.hpp"

namespace celltally {

// What decode_ngap() gives for a message from a gNB at 192.0.2.11 port 40000 to an AMF at
// 192.0.2.22 port 38412, or back. It is copied to a heap buffer of exactly its size, so that the
// address sanitizer sees every octet read beyond it; the message borrows that buffer.
struct DecodedNgap {
  static constexpr std::array<std::uint8_t, 4> kRan{192, 0, 2, 11};
  static constexpr std::array<std::uint8_t, 4> kAmf{192, 0, 2, 22};
  static constexpr std::uint16_t kRanPort = 40000;
  static constexpr std::uint16_t kAmfPort = 38412;

  enum class Way : std::uint8_t { uplink, downlink };

  explicit DecodedNgap(std::span<const std::uint8_t> octets, Way way = Way::uplink,
                       std::uint16_t amf_port = kAmfPort, bool cut = false)
      : payload(std::make_unique<std::uint8_t[]>(octets.size())) {
    std::copy(octets.begin(), octets.end(), payload.get());
    Datagram pdu;
    pdu.source = IpAddress::of(kRan);
    pdu.destination = IpAddress::of(kAmf);
    pdu.source_port = kRanPort;
    pdu.destination_port = amf_port;
    if (way == Way::downlink) {
      std::swap(pdu.source, pdu.destination);
      std::swap(pdu.source_port, pdu.destination_port);
    }
    pdu.payload = {payload.get(), octets.size()};
    pdu.cut = cut;
    static const auto burst = std::make_unique<MessageBurst>();  // made once, for it is large
    burst->clear();
    decoded = decode_ngap(pdu, *burst);
    messages = burst->messages().size();
    if (messages != 1) return;
    message = burst->messages()[0];
    const auto names = burst->temporary_ids(message);
    ids.assign(names.begin(), names.end());
  }

  static TemporaryId ran_ue(std::uint64_t id) {
    return TemporaryId::at_node(TemporaryId::Kind::ran_ue, IpAddress::of(kRan), kRanPort, id);
  }
  static TemporaryId amf_ue(std::uint64_t id, std::uint16_t port = kAmfPort) {
    return TemporaryId::at_node(TemporaryId::Kind::amf_ue, IpAddress::of(kAmf), port, id);
  }
  static TemporaryId s_tmsi(std::uint64_t set_pointer, std::uint32_t tmsi) {
    return TemporaryId::at_node(TemporaryId::Kind::s_tmsi_5g, IpAddress::of(kAmf), kAmfPort,
                                set_pointer << 32 | tmsi);
  }

  std::unique_ptr<std::uint8_t[]> payload;
  bool decoded = false;
  std::size_t messages = 0;
  SignallingMessage message;  // empty when there is none
  std::vector<TemporaryId> ids;
};

// "ran_ue given c00002 ..": which, what is said of it, its octets.
inline std::string described(const TemporaryId& id) {
  static constexpr std::array<const char*, 3> kRoles{"names", "given", "ends"};
  std::string text =
      std::string{to_text(id.kind())} + ' ' + kRoles[static_cast<std::size_t>(id.role())] + ' ';
  for (const unsigned octet : Tagger::octets_of(id)) {
    text += "0123456789abcdef"[octet >> 4];
    text += "0123456789abcdef"[octet & 15];
  }
  return text;
}
inline std::vector<std::string> described(const std::vector<TemporaryId>& ids) {
  std::vector<std::string> texts;
  for (const TemporaryId& id : ids) texts.push_back(described(id));
  return texts;
}

}  // namespace celltally
