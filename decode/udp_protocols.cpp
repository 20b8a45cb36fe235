#include "decode/udp_protocols.hpp"

#include "decode/radius.hpp"

namespace celltally {

bool decode_udp_message(UdpProtocol protocol, const Datagram& datagram,
                        MessageBurst& burst) noexcept {
  switch (protocol) {
    case UdpProtocol::radius: return decode_radius(datagram, burst);
    case UdpProtocol::pfcp:
    case UdpProtocol::sip:
    case UdpProtocol::gb:
    case UdpProtocol::none: break;
  }
  return false;
}

}  // namespace celltally
