#include "decode/sctp_protocols.hpp"

namespace celltally {

std::optional<bool> decode_sctp_message(SctpPayload protocol, const Datagram& message,
                                        SigtranTransport& sigtran, MessageBurst& burst) noexcept {
  switch (protocol) {
    case SctpPayload::m3ua: return sigtran.decode_m3ua(message, burst);
    case SctpPayload::sua: return sigtran.decode_sua(message, burst);
    default: return std::nullopt;
  }
}

}  // namespace celltally
