#include "decode/tcp_transport.hpp"

#include <algorithm>

#include "decode/packet_age.hpp"
#include "decode/wipe.hpp"

namespace celltally {
namespace {

// Further behind than any window: no copy of what has been there, but another connection.
constexpr std::int64_t kBehindMax = 1 << 20;

// How far `sequence` is ahead of `from`; negative: behind.
std::int64_t distance(std::uint32_t from, std::uint32_t sequence) noexcept {
  return static_cast<std::int32_t>(sequence - from);
}

std::uint32_t moved(std::uint32_t sequence, std::size_t octets) noexcept {
  return static_cast<std::uint32_t>(sequence + octets);
}

// Leaves out the first octets of what was sent.
void trim(TcpSegment& segment, std::size_t octets) noexcept {
  const std::size_t captured = std::min(octets, segment.payload.size());
  segment.payload = segment.payload.subspan(captured);
  segment.missing -= std::min(segment.missing, octets - captured);
  segment.sequence = moved(segment.sequence, octets);
}

}  // namespace

TcpTransport::TcpTransport(const Limits& limits)
    : hole_ns_max_(limits.hole_s_max * 1'000'000'000),
      age_ns_max_(limits.age_s_max * 1'000'000'000),
      octets_max_(limits.backlog.octets_max),
      index_(limits.directions_max),
      directions_(limits.directions_max),
      backlog_(limits.backlog) {}

PacketOutcome TcpTransport::read(const IpPacket& ip, Timestamp at) noexcept {
  begin_packet(at);
  protocol_ = read_tcp_protocol(ip);
  if (protocol_ == TcpProtocol::none) return PacketOutcome::other_traffic;
  ++counters_.segments;
  TcpSegment segment;
  if (const auto end = read_tcp_segment(ip, segment)) {
    ++counters_.damaged;
    wipe(ip.payload);
    return *end;
  }
  endpoints_ = {ip.source, ip.destination, segment.source_port, segment.destination_port};
  const auto payload = segment.payload;
  const PacketOutcome outcome = read_segment(segment, at);
  if (!packet_lent_) wipe(payload);
  return outcome;
}

PacketOutcome TcpTransport::read_segment(TcpSegment& segment, Timestamp at) noexcept {
  const auto key = TcpDirectionKey::of(endpoints_.source, endpoints_.destination,
                                       segment.source_port, segment.destination_port);
  if (segment.rst) {
    end_connection(key);
    end_connection(key.reversed());
  } else if (segment.syn) {
    begin_connection(key, segment.sequence);
  }
  const bool empty = segment.payload.empty() && segment.missing == 0 && !segment.end_unknown;
  if (segment.rst || empty) {  // what a RST carries is a reason, not data (RFC 9293 3.5.3)
    ++counters_.control;
    return PacketOutcome::tcp_control;
  }
  return take(direction_slot(key, segment.sequence), segment, at);
}

// A direction that is not known is joined where it is: a message may begin there, or later.
std::uint32_t TcpTransport::direction_slot(const TcpDirectionKey& key,
                                           std::uint32_t sequence) noexcept {
  std::uint32_t slot = index_.find(key);
  if (slot == Index::kNone) {
    if (index_.full()) {
      const std::uint32_t oldest = index_.oldest();
      leave(directions_[oldest], &Counters::forgotten);
      index_.erase(oldest);
      ++counters_.directions_evicted;
    }
    slot = index_.insert(key);
    ++counters_.directions_begun;
    directions_[slot] = {};
    directions_[slot].next = sequence;
  }
  index_.touch(slot);
  return slot;
}

// Nothing is left of what was there before.
void TcpTransport::start_at(Direction& direction, std::uint32_t sequence,
                            bool at_message) noexcept {
  leave(direction, &Counters::forgotten);
  direction = {};
  direction.next = sequence;
  direction.framing.at_message = at_message;
}

// Messages begin with the first octet. A SYN that comes again changes nothing.
void TcpTransport::begin_connection(const TcpDirectionKey& key, std::uint32_t sequence) noexcept {
  const bool known = index_.find(key) != Index::kNone;
  Direction& direction = directions_[direction_slot(key, sequence)];
  const std::int64_t ahead = distance(direction.next, sequence);
  if (known && ahead <= 0 && ahead >= -kBehindMax) return;
  if (known) ++counters_.directions_restarted;
  start_at(direction, sequence, true);
}

// What has been given stays known, for copies of it may still come.
void TcpTransport::end_connection(const TcpDirectionKey& key) noexcept {
  const std::uint32_t slot = index_.find(key);
  if (slot != Index::kNone) leave(directions_[slot], &Counters::forgotten);
}

PacketOutcome TcpTransport::take(std::uint32_t slot, TcpSegment& segment, Timestamp at) noexcept {
  Direction& direction = directions_[slot];
  std::int64_t ahead = distance(direction.next, segment.sequence);
  if (ahead < -kBehindMax) {
    ++counters_.directions_restarted;
    start_at(direction, segment.sequence, false);
    ahead = 0;
  }
  const std::size_t sent = segment.payload.size() + segment.missing;
  if (ahead < 0) {
    const auto behind = static_cast<std::size_t>(-ahead);
    if (behind >= sent) {
      ++counters_.copies;
      return PacketOutcome::tcp_control;
    }
    trim(segment, behind);
    ahead = 0;
  }
  if (ahead > 0 && direction.adrift) {
    jump(direction, static_cast<std::size_t>(ahead));
    ahead = 0;
  }
  direction.adrift = false;
  if (direction.place == kNone && ahead == 0) return take_in_order(slot, segment, at);
  return take_into_backlog(slot, static_cast<std::size_t>(ahead), segment, at);
}

PacketOutcome TcpTransport::take_in_order(std::uint32_t slot, TcpSegment& segment,
                                          Timestamp at) noexcept {
  Direction& direction = directions_[slot];
  const std::size_t before = messages_count_;
  const std::size_t used = cut_messages(direction, segment.payload);
  const auto rest = segment.payload.subspan(used);
  direction.next = moved(direction.next, used);
  counters_.octets += used;
  ++counters_.taken;
  if (segment.missing != 0 || segment.end_unknown) {
    end_at_cut(direction, rest, segment);
  } else if (!rest.empty() && !wait(slot, 0, rest, at)) {
    counters_.octets += rest.size();
    counters_.given_up_octets += rest.size();
    direction.adrift = true;
  }
  if (messages_count_ != before) packet_lent_ = true;
  return outcome_of(direction);
}

// The capture ends within what was sent. A message of which it keeps the beginning has there most
// of what is worth knowing.
void TcpTransport::end_at_cut(Direction& direction, std::span<std::uint8_t> rest,
                              const TcpSegment& segment) noexcept {
  const TcpFraming framing = direction.framing;
  const bool begun = framing.octets != 0 || framing.scanned != 0;
  counters_.octets += rest.size();
  direction.next = moved(direction.next, rest.size());
  direction.framing.octets = direction.framing.scanned = 0;
  if (begun && !rest.empty()) {
    give(rest, true);
    direction.to_skip = framing.octets - static_cast<std::uint32_t>(rest.size());
    if (framing.octets == 0) direction.to_skip = 0;
    direction.framing.at_message = framing.octets != 0;
  } else {
    counters_.given_up_octets += rest.size();
    if (!rest.empty()) direction.framing = {};
  }
  jump(direction, segment.missing);
  direction.adrift = segment.end_unknown;
}

// Goes on behind octets that will not come. The place in the messages is kept only where a message
// that is being skipped reaches as far.
void TcpTransport::jump(Direction& direction, std::size_t octets) noexcept {
  if (octets == 0) return;
  ++counters_.holes;
  direction.next = moved(direction.next, octets);
  if (octets <= direction.to_skip) {
    direction.to_skip -= static_cast<std::uint32_t>(octets);
    return;
  }
  direction.to_skip = 0;
  direction.framing = {};
}

PacketOutcome TcpTransport::take_into_backlog(std::uint32_t slot, std::size_t ahead,
                                              TcpSegment& segment, Timestamp at) noexcept {
  Direction& direction = directions_[slot];
  const std::uint64_t octets = counters_.octets;
  if (segment.payload.empty() || !wait(slot, ahead, segment.payload, at)) {
    const bool fits = ahead + segment.payload.size() <= octets_max_;
    if (!fits) return overrun(slot, segment, at);
    ++counters_.refused;
    return PacketOutcome::tcp_held;
  }
  if (counters_.octets == octets) {
    ++counters_.copies;
    return PacketOutcome::tcp_control;
  }
  ++counters_.taken;
  cut_backlog(direction, at);
  const bool hole = direction.place != kNone && backlog_.has_hole(direction.place);
  if (hole && outlived(backlog_.hole_since(direction.place), at, hole_ns_max_)) {
    pass_hole(direction, at);
    cut_backlog(direction, at);
  }
  return outcome_of(direction);
}

// More came than can wait: the holes are given up, and the stream goes on with this segment.
PacketOutcome TcpTransport::overrun(std::uint32_t slot, TcpSegment& segment,
                                    Timestamp at) noexcept {
  Direction& direction = directions_[slot];
  while (direction.place != kNone && backlog_.has_hole(direction.place)) {
    pass_hole(direction, at);
    cut_backlog(direction, at);
  }
  leave(direction, &Counters::overrun);
  const std::int64_t ahead = distance(direction.next, segment.sequence);
  if (ahead < 0) trim(segment, static_cast<std::size_t>(-ahead));
  if (ahead > 0) jump(direction, static_cast<std::size_t>(ahead));
  return take_in_order(slot, segment, at);
}

// False when there is no room for it.
bool TcpTransport::wait(std::uint32_t slot, std::size_t ahead, std::span<const std::uint8_t> octets,
                        Timestamp at) noexcept {
  Direction& direction = directions_[slot];
  if (direction.place == kNone) {
    if (backlog_.full()) {
      const std::uint32_t oldest = backlog_.oldest();
      if (oldest == lending_) return false;
      Direction& other = directions_[backlog_.owner(oldest)];
      leave(other, &Counters::evicted);
      other.adrift = true;
    }
    direction.place = backlog_.open(slot, at);
    ++counters_.waits;
  }
  std::size_t fresh = 0;
  if (!backlog_.put(direction.place, ahead, octets, at, fresh)) return false;
  counters_.octets += fresh;
  return true;
}

// Takes messages from the front of `octets`, and what is between them. Gives how many octets that
// is: what is left is the beginning of a message.
std::size_t TcpTransport::cut_messages(Direction& direction,
                                       std::span<std::uint8_t> octets) noexcept {
  std::size_t at = 0;
  while (at < octets.size()) {
    const auto rest = octets.subspan(at);
    if (direction.to_skip != 0) {
      const std::size_t skipped = std::min<std::size_t>(direction.to_skip, rest.size());
      direction.to_skip -= static_cast<std::uint32_t>(skipped);
      counters_.passed_octets += skipped;
      at += skipped;
      continue;
    }
    const TcpFrame frame = read_tcp_frame(protocol_, rest, direction.framing, steps_);
    switch (frame.is) {
      case TcpFrame::Is::more: return at;
      case TcpFrame::Is::message:
        give(rest.first(frame.octets), false);
        direction.framing = {.at_message = true};
        at += frame.octets;
        break;
      case TcpFrame::Is::nothing:
        counters_.passed_octets += frame.octets;
        at += frame.octets;
        break;
      case TcpFrame::Is::too_large:
        ++counters_.too_large;
        direction.to_skip = static_cast<std::uint32_t>(frame.octets);
        direction.framing = {.at_message = true};
        break;
    }
  }
  return at;
}

void TcpTransport::cut_backlog(Direction& direction, Timestamp at) noexcept {
  if (direction.place == kNone) return;
  const std::uint32_t place = direction.place;
  const std::size_t before = messages_count_;
  const std::size_t used = cut_messages(direction, backlog_.ready(place));
  if (used == 0) return;
  direction.next = moved(direction.next, used);
  backlog_.consume(place, used);
  lending_ = place;
  if (messages_count_ != before) lent_ = true;
  if (!backlog_.ready(place).empty() || backlog_.has_hole(place)) {
    backlog_.touch(place, at);
    return;
  }
  direction.place = kNone;
  ending_ = true;
  ++counters_.finished;
}

// REQUIRES: there is one.
void TcpTransport::pass_hole(Direction& direction, Timestamp at) noexcept {
  std::size_t given_up = 0;
  const std::size_t far = backlog_.skip_hole(direction.place, at, given_up);
  lending_ = direction.place;
  counters_.given_up_octets += given_up;
  jump(direction, far);
}

void TcpTransport::give(std::span<std::uint8_t> payload, bool cut) noexcept {
  counters_.message_octets += payload.size();
  if (messages_count_ == kMessagesPerPacketMax) {
    ++counters_.crowded_out;
    return;
  }
  messages_[messages_count_++] = {.payload = payload, .protocol = protocol_, .cut = cut};
  ++counters_.messages;
}

PacketOutcome TcpTransport::outcome_of(const Direction& direction) const noexcept {
  if (messages_count_ != 0) return PacketOutcome::tcp_signalling;
  if (direction.place != kNone) return PacketOutcome::tcp_held;
  const bool between = direction.framing.at_message && direction.to_skip == 0;
  return between ? PacketOutcome::tcp_control : PacketOutcome::tcp_unknown;
}

// Gives up what waits. What the packet's messages stand in is given back with the next one.
void TcpTransport::leave(Direction& direction, Counter why) noexcept {
  if (direction.place == kNone) return;
  if (direction.place == lending_) {
    ending_ = true;
  } else {
    counters_.given_up_octets += backlog_.close(direction.place);
  }
  ++(counters_.*why);
  direction.place = kNone;
  direction.framing.octets = direction.framing.scanned = 0;
}

void TcpTransport::give_back(Timestamp at) noexcept {
  if (ending_) {
    counters_.given_up_octets += backlog_.close(lending_);
  } else if (lending_ != kNone) {
    backlog_.compact(lending_);
  }
  lending_ = kNone;
  ending_ = lent_ = false;
  while (backlog_.streams() != 0) {
    const std::uint32_t oldest = backlog_.oldest();
    if (!outlived(backlog_.since(oldest), at, age_ns_max_)) break;
    Direction& direction = directions_[backlog_.owner(oldest)];
    leave(direction, &Counters::expired);
    direction.adrift = true;
  }
}

}  // namespace celltally
