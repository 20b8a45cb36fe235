#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/ip_address.hpp"
#include "decode/ngap_elements.hpp"

namespace celltally {

// The core's end of a session's tunnel on N3: the UPF's addresses, one of each family at most, and
// the TEID there. Borrows.
struct NgapTunnel {
  IpAddress ipv4;
  IpAddress ipv6;
  ByteCursor teid;  // four octets; empty: there is none
};

// What is read of one PDU session in a list of them.
struct NgapSession {
  NgapTunnel tunnel;
  ByteCursor nas;               // to the device; empty when there is none
  std::uint8_t slice_type = 0;  // SST; 0: the list does not say it
};

// The sessions of one of the lists in NgapElement, one after the other (TS 38.413 9.2.1, 9.3.4.1,
// 9.3.4.3, 9.3.4.9):
//
//   NgapSessions sessions{elements.sessions_list, elements.sessions};
//   for (NgapSession session; sessions.next(session);) ...
//
// Ends at the last one, or at the first that is not whole: then broken() says so.
class NgapSessions {
 public:
  NgapSessions(NgapElement list, ByteCursor value) noexcept;

  bool next(NgapSession& session) noexcept;
  bool broken() const noexcept { return broken_; }

 private:
  ByteCursor rest_;
  NgapElement list_;
  std::size_t left_ = 0;
  bool broken_ = false;
};

}  // namespace celltally
