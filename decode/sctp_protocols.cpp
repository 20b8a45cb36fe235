#include "decode/sctp_protocols.hpp"

#include "decode/ngap.hpp"

namespace celltally {

std::optional<bool> decode_sctp_message(SctpPayload protocol, const Datagram& message,
                                        MessageBurst& burst) noexcept {
  switch (protocol) {
    case SctpPayload::ngap: return decode_ngap(message, burst);
    default: return std::nullopt;
  }
}

}  // namespace celltally
