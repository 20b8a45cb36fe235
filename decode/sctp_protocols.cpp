#include "decode/sctp_protocols.hpp"

#include "decode/s1ap.hpp"
#include "decode/ngap.hpp"
#include "decode/diameter.hpp"
#include "decode/sgsap.hpp"

namespace celltally {

std::optional<bool> decode_sctp_message(SctpPayload protocol, const Datagram& message,
                                        MessageBurst& burst) noexcept {
  switch (protocol) {
    case SctpPayload::s1ap: return decode_s1ap(message, burst);
    case SctpPayload::ngap: return decode_ngap(message, burst);
    case SctpPayload::diameter: return decode_diameter(message, burst);
    case SctpPayload::sgsap: return decode_sgsap(message, burst);
    default: return std::nullopt;
  }
}

}  // namespace celltally
