#include "decode/sigtran_transport.hpp"

#include "decode/m3ua.hpp"
#include "decode/sccp.hpp"
#include "decode/sccp_user.hpp"
#include "decode/sua.hpp"

namespace celltally {

std::optional<bool> SigtranTransport::decode_m3ua(const Datagram& datagram,
                                                  MessageBurst& burst) noexcept {
  const M3ua m3ua = read_m3ua(datagram.payload, datagram.cut);
  if (m3ua.content == M3ua::Content::none) return count(false, counters_.refused);
  if (m3ua.content == M3ua::Content::other) return count(std::nullopt, counters_.management);
  SccpMessage message;
  const bool cut = datagram.cut && m3ua.cut;
  if (!read_sccp(m3ua.sccp, cut, message)) return count(false, counters_.refused);
  message.origin = SignallingPoint::of_code(m3ua.network, m3ua.origin);
  message.destination = SignallingPoint::of_code(m3ua.network, m3ua.destination);
  return decode_sccp(message, burst);
}

std::optional<bool> SigtranTransport::decode_sua(const Datagram& datagram,
                                                 MessageBurst& burst) noexcept {
  SccpMessage message;
  switch (read_sua(datagram.payload, datagram.cut, message)) {
    case SuaContent::none: return count(false, counters_.refused);
    case SuaContent::other: return count(std::nullopt, counters_.management);
    case SuaContent::sccp: break;
  }
  message.origin = SignallingPoint::of_node(datagram.source, datagram.source_port);
  message.destination = SignallingPoint::of_node(datagram.destination, datagram.destination_port);
  return decode_sccp(message, burst);
}

std::optional<bool> SigtranTransport::decode_sccp(SccpMessage& message,
                                                  MessageBurst& burst) noexcept {
  switch (segments_.add(message)) {
    case SccpSegments::Added::held: return count(std::nullopt, counters_.held);
    case SccpSegments::Added::refused: return count(false, counters_.refused);
    case SccpSegments::Added::whole:
    case SccpSegments::Added::completed: break;
  }
  const auto read = decode_sccp_user(message, burst);
  const bool wrong = !read && message.broken && !message.cut;
  return count(wrong ? std::optional{false} : read, counters_.other_user);
}

std::optional<bool> SigtranTransport::count(std::optional<bool> read,
                                            std::uint64_t& unread) noexcept {
  if (read == true) {
    ++counters_.messages;
  } else if (read == false) {
    ++counters_.refused;
  } else {
    ++unread;
  }
  return read;
}

}  // namespace celltally
