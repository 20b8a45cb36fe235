#include "decode/sctp_protocols.hpp"

namespace celltally {

std::optional<bool> decode_sctp_message(SctpPayload protocol, const Datagram& message,
                                        MessageBurst& burst) noexcept {
  switch (protocol) {
    default:
      static_cast<void>(message);
      static_cast<void>(burst);
      return std::nullopt;
  }
}

}  // namespace celltally
