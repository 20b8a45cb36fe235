#include "decode/sctp_protocols.hpp"

#include "decode/diameter.hpp"
#include "decode/sgsap.hpp"

namespace celltally {

std::optional<bool> decode_sctp_message(SctpPayload protocol, const Datagram& message,
                                        MessageBurst& burst) noexcept {
  switch (protocol) {
    case SctpPayload::diameter: return decode_diameter(message, burst);
    case SctpPayload::sgsap: return decode_sgsap(message, burst);
    default: return std::nullopt;
  }
}

}  // namespace celltally
