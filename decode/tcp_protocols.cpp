#include "decode/tcp_protocols.hpp"

#include "decode/diameter.hpp"
#include "decode/sip.hpp"

namespace celltally {

std::optional<bool> decode_tcp_message(TcpProtocol protocol, const Datagram& message,
                                       MessageBurst& burst) noexcept {
  switch (protocol) {
    case TcpProtocol::sip: return decode_sip(message, burst);
    case TcpProtocol::diameter: return decode_diameter(message, burst);
    case TcpProtocol::none: break;
  }
  return std::nullopt;
}

}  // namespace celltally
