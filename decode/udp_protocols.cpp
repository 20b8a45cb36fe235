#include "decode/udp_protocols.hpp"

#include "decode/sip.hpp"

namespace celltally {

bool decode_udp_message(UdpProtocol protocol, const Datagram& datagram,
                        MessageBurst& burst) noexcept {
  switch (protocol) {
    case UdpProtocol::sip: return decode_sip(datagram, burst);
    case UdpProtocol::pfcp:
    case UdpProtocol::radius:
    case UdpProtocol::gb:
    case UdpProtocol::none: break;
  }
  return false;
}

}  // namespace celltally
