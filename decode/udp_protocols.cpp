#include "decode/udp_protocols.hpp"

#include "decode/bssgp.hpp"
#include "decode/pfcp.hpp"
#include "decode/radius.hpp"
#include "decode/sip.hpp"

namespace celltally {

std::optional<bool> decode_udp_message(UdpProtocol protocol, const Datagram& datagram,
                                       MessageBurst& burst) noexcept {
  switch (protocol) {
    case UdpProtocol::pfcp: return decode_pfcp(datagram, burst);
    case UdpProtocol::sip: return decode_sip(datagram, burst);
    case UdpProtocol::radius: return decode_radius(datagram, burst);
    case UdpProtocol::gb: return decode_bssgp(datagram, burst);
    case UdpProtocol::none: break;
  }
  return false;
}

}  // namespace celltally
