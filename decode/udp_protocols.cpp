#include "decode/udp_protocols.hpp"

#include "decode/bssgp.hpp"

namespace celltally {

std::optional<bool> decode_udp_message(UdpProtocol protocol, const Datagram& datagram,
                                       MessageBurst& burst) noexcept {
  switch (protocol) {
    case UdpProtocol::gb: return decode_bssgp(datagram, burst);
    case UdpProtocol::pfcp:
    case UdpProtocol::radius:
    case UdpProtocol::sip:
    case UdpProtocol::none: break;
  }
  return false;
}

}  // namespace celltally
