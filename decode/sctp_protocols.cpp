#include "decode/sctp_protocols.hpp"

#include "decode/diameter.hpp"
#include "decode/ngap.hpp"
#include "decode/rua.hpp"
#include "decode/s1ap.hpp"
#include "decode/sgsap.hpp"

namespace celltally {

std::optional<bool> decode_sctp_message(SctpPayload protocol, const Datagram& message,
                                        SigtranTransport& sigtran, MessageBurst& burst) noexcept {
  switch (protocol) {
    case SctpPayload::s1ap: return decode_s1ap(message, burst);
    case SctpPayload::ngap: return decode_ngap(message, burst);
    case SctpPayload::diameter: return decode_diameter(message, burst);
    case SctpPayload::sgsap: return decode_sgsap(message, burst);
    case SctpPayload::m3ua: return sigtran.decode_m3ua(message, burst);
    case SctpPayload::rua: return decode_rua(message, burst);
    case SctpPayload::sua: return sigtran.decode_sua(message, burst);
    default: return std::nullopt;
  }
}

}  // namespace celltally
