#include "decode/udp_protocols.hpp"

namespace celltally {

bool decode_udp_message(UdpProtocol protocol, const Datagram& /*datagram*/,
                        MessageBurst& /*burst*/) noexcept {
  switch (protocol) {
    case UdpProtocol::pfcp:
    case UdpProtocol::radius:
    case UdpProtocol::sip:
    case UdpProtocol::gb:
    case UdpProtocol::none: break;
  }
  return false;
}

}  // namespace celltally
