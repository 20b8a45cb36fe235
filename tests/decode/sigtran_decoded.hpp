#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "decode/sigtran_transport.hpp"
#include "simulate/octets.hpp"
#include "simulate/sigtran_builder.hpp"
#include "tests/decode/decoded_message.hpp"

namespace celltally {

// What a SigtranTransport gives for the last of some user messages of SCTP; it borrows what is said
// in DecodedMessage, or the transport.
class SigtranTap : public DecodedMessage {
 public:
  SigtranTap() : SigtranTap(SigtranTransport::Limits{}) {}
  explicit SigtranTap(const SigtranTransport::Limits& limits)
      : DecodedMessage({}, {}), transport(limits) {}

  std::optional<bool> m3ua(std::span<const std::uint8_t> octets, bool cut = false) {
    return take(octets, {.destination_port = 2905, .cut = cut}, &SigtranTransport::decode_m3ua);
  }
  std::optional<bool> sua(std::span<const std::uint8_t> octets, bool cut = false) {
    return take(octets, {.destination_port = 14001, .cut = cut}, &SigtranTransport::decode_sua);
  }
  // SCCP from point 1 to point 2, or the other way.
  std::optional<bool> up(std::span<const std::uint8_t> sccp) {
    return m3ua(sigtran::m3ua({.origin = 1, .destination = 2}, sccp));
  }
  std::optional<bool> down(std::span<const std::uint8_t> sccp) {
    return m3ua(sigtran::m3ua({.origin = 2, .destination = 1}, sccp));
  }

  SigtranTransport transport;
  Timestamp at = Timestamp::from_seconds(1'700'000'000);

 private:
  template <typename Decode>
  std::optional<bool> take(std::span<const std::uint8_t> octets, const Sent& sent, Decode decode) {
    static_cast<DecodedMessage&>(*this) = DecodedMessage{octets, sent};
    transport.begin_packet(at);
    return decode_with(
        [&](const Datagram& pdu, MessageBurst& burst) { return (transport.*decode)(pdu, burst); });
  }
};

}  // namespace celltally
