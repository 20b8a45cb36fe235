#pragma once

#include <cstdint>
#include <optional>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "decode/sccp_segments.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// From messages of M3UA (RFC 4666) and SUA (RFC 3868) over SCCP (ITU-T Q.713) to RANAP and BSSAP.
// All memory is taken when made. One per decoder; one thread.
class SigtranTransport {
 public:
  using Limits = SccpSegments::Limits;

  // Every message ends in exactly one of them.
  struct Counters {
    std::uint64_t messages = 0;    // gave a message
    std::uint64_t management = 0;  // of the network, or of another user than SCCP
    std::uint64_t other_user = 0;  // of SCCP, but neither RANAP nor BSSAP
    std::uint64_t held = 0;        // pieces, kept until the rest of their message comes
    std::uint64_t refused = 0;     // wrong, or a piece that fits nothing
  };

  SigtranTransport() : SigtranTransport(Limits{}) {}
  explicit SigtranTransport(const Limits& limits) : segments_(limits) {}

  // Gives back what the last messages borrowed from here, and what waited too long at `at`.
  void begin_packet(Timestamp at) noexcept { segments_.begin_packet(at); }

  // Adds the message that an SCTP user message holds. False when it is not of that protocol, or is
  // wrong; nothing when it tells of nothing that is read here. Messages borrow from the datagram,
  // or from here when lent(). REQUIRES: room for one message.
  std::optional<bool> decode_m3ua(const Datagram& datagram, MessageBurst& burst) noexcept;
  std::optional<bool> decode_sua(const Datagram& datagram, MessageBurst& burst) noexcept;

  // Whether any message of the packet stands here.
  bool lent() const noexcept { return segments_.lent(); }

  const Counters& counters() const noexcept { return counters_; }
  const SccpSegments& segments() const noexcept { return segments_; }

 private:
  std::optional<bool> decode_sccp(SccpMessage& message, MessageBurst& burst) noexcept;
  std::optional<bool> count(std::optional<bool> read, std::uint64_t& unread) noexcept;

  SccpSegments segments_;
  Counters counters_;
};

}  // namespace celltally
