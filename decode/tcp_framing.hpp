#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "decode/tcp_ports.hpp"

namespace celltally {

// What is known of the place in a TCP stream that was reached, between one look and the next.
struct TcpFraming {
  bool at_message = false;    // a message begins here: the one before it ended here
  std::uint32_t scanned = 0;  // octets in which the end of a header was looked for in vain
  std::uint32_t octets = 0;   // of the message that begins here; 0: not known yet
};

// What stands at the beginning of octets of a stream.
struct TcpFrame {
  enum class Is : std::uint8_t {
    message,    // a whole one of `octets`
    more,       // the beginning of one, as far as can be said
    nothing,    // `octets` in which no message begins: what goes between messages, or what
                // comes when the stream is joined in the middle
    too_large,  // one of `octets`, of which not all need be there
  };
  Is is = Is::more;
  std::size_t octets = 0;
};

// More than that is not put together: Diameter could have 16 MiB, and SIP anything at all.
inline constexpr std::size_t kTcpMessageOctetsMax = 65535;

// Finds the boundaries of messages (protocols reference 1.6). Diameter (RFC 6733 3): by the length
// in the header. SIP (RFC 3261 18.3, RFC 5626 3.5.1): the header ends with an empty line and has
// the length of the body; empty lines between messages keep the connection alive. Where no message
// is known to begin one is looked for: a Diameter header of a known command and application; a line
// that begins with a method or SIP/2.0.
//
// `framing` is of the beginning of `octets`, which have only grown since the last call: an octet is
// looked at a bounded number of times. `steps` grows by how many were. REQUIRES: `octets` is not
// empty.
TcpFrame read_tcp_frame(TcpProtocol protocol, std::span<const std::uint8_t> octets,
                        TcpFraming& framing, std::uint64_t& steps) noexcept;

}  // namespace celltally
