#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "decode/sigtran_transport.hpp"
#include "simulate/octets.hpp"
#include "simulate/sigtran_builder.hpp"
#include "tests/decode/tagger_double.hpp"

namespace celltally {

// What a SigtranTransport gives for a user message of SCTP sent from 192.0.2.11 to 192.0.2.22. The
// message is copied to a heap buffer of exactly its size, so that the address sanitizer sees every
// octet read beyond it; what it gave borrows that buffer, or the transport.
class SigtranTap {
 public:
  static constexpr std::array<std::uint8_t, 4> kSource{192, 0, 2, 11};
  static constexpr std::array<std::uint8_t, 4> kDestination{192, 0, 2, 22};

  SigtranTap() : SigtranTap(SigtranTransport::Limits{}) {}
  explicit SigtranTap(const SigtranTransport::Limits& limits) : transport(limits) {}

  std::optional<bool> m3ua(std::span<const std::uint8_t> octets, bool cut = false) {
    return take(octets, cut, false);
  }
  std::optional<bool> sua(std::span<const std::uint8_t> octets, bool cut = false) {
    return take(octets, cut, true);
  }
  // SCCP from point 1 to point 2, or the other way.
  std::optional<bool> up(std::span<const std::uint8_t> sccp) {
    return m3ua(sigtran::m3ua({.origin = 1, .destination = 2}, sccp));
  }
  std::optional<bool> down(std::span<const std::uint8_t> sccp) {
    return m3ua(sigtran::m3ua({.origin = 2, .destination = 1}, sccp));
  }

  // "sccp_connection given", ..., in the order in which they are there.
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const TemporaryId& id : ids) {
      std::string name{to_text(id.kind())};
      if (id.role() == TemporaryId::Role::given) name += " given";
      if (id.role() == TemporaryId::Role::ends) name += " ends";
      all.push_back(name);
    }
    return all;
  }
  std::string all_names() const {
    std::string text;
    for (const std::string& each : names()) text += (text.empty() ? "" : ",") + each;
    return text;
  }

  SigtranTransport transport;
  Timestamp at = Timestamp::from_seconds(1'700'000'000);
  std::size_t messages = 0;  // of the last
  SignallingMessage message;
  std::vector<TemporaryId> ids;

 private:
  std::optional<bool> take(std::span<const std::uint8_t> octets, bool cut, bool sua) {
    payload_ = std::make_unique<std::uint8_t[]>(octets.size());
    std::ranges::copy(octets, payload_.get());
    Datagram datagram;
    datagram.source = IpAddress::of(kSource);
    datagram.destination = IpAddress::of(kDestination);
    datagram.source_port = 40000;
    datagram.destination_port = sua ? 14001 : 2905;
    datagram.payload = {payload_.get(), octets.size()};
    datagram.cut = cut;
    burst_->clear();
    transport.begin_packet(at);
    const auto read =
        sua ? transport.decode_sua(datagram, *burst_) : transport.decode_m3ua(datagram, *burst_);
    messages = burst_->size();
    message = messages == 1 ? burst_->messages()[0] : SignallingMessage{};
    const auto named = burst_->temporary_ids(message);
    ids.assign(named.begin(), named.end());
    return read;
  }

  std::unique_ptr<MessageBurst> burst_ = std::make_unique<MessageBurst>();
  std::unique_ptr<std::uint8_t[]> payload_;
};

inline Octets from_hex_text(std::string_view hex) {
  const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  Octets octets;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    octets.push_back(static_cast<std::uint8_t>(nibble(hex[i]) << 4 | nibble(hex[i + 1])));
  }
  return octets;
}

// The digits of an identity, whichever way they are laid out; of a mobile identity without its
// type.
inline std::string digits_of(const SubscriberId& id) {
  std::string digits;
  for (const unsigned octet : Tagger::octets_of(id)) {
    for (const unsigned digit : {octet & 15u, octet >> 4}) {
      if (digit < 10) digits += static_cast<char>('0' + digit);
    }
  }
  return digits;
}

}  // namespace celltally
