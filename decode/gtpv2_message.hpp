#pragma once

#include <cstdint>
#include <span>

#include "decode/datagram.hpp"
#include "decode/gtpv2_header.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// Everything of a GTPv2-C message that is behind its header: reads the elements, or what is there
// of them when the message is `cut`, and concludes. REQUIRES: what the header says is in `message`,
// which is the last of `burst`.
[[gnu::noinline]] void read_gtpv2_body(std::span<const std::uint8_t> elements, bool cut,
                                       SignallingMessage& message, MessageBurst& burst) noexcept;

// Always inline, for then the compiler sees a message made and filled, writes each field once, and
// keeps datagram and header in registers.
[[gnu::always_inline]] inline void read_gtpv2_message(const Datagram& datagram,
                                                      const Gtpv2Header& header,
                                                      SignallingMessage& message,
                                                      MessageBurst& burst) noexcept {
  message.protocol = Protocol::gtpv2;
  message.type = header.type;
  message.session.receiver = {datagram.destination, header.teid};
  message.session.set_addresses(datagram);
  message.session.sequence = header.sequence;
  read_gtpv2_body(header.elements.rest(), header.cut, message, burst);
}

}  // namespace celltally
