#include "decode/sctp_transport.hpp"

#include "decode/byte_cursor.hpp"
#include "decode/packet_age.hpp"
#include "decode/wipe.hpp"

namespace celltally {
namespace {

using Seen = TsnWindow::Seen;

constexpr std::int64_t kTouchedNs = 1'000'000'000;

// What a packet was, by the best of its chunks.
int rank(PacketOutcome outcome) noexcept {
  switch (outcome) {
    case PacketOutcome::sctp_signalling: return 5;
    case PacketOutcome::sctp_unknown: return 4;
    case PacketOutcome::sctp_held: return 3;
    case PacketOutcome::sctp_control: return 0;
    case PacketOutcome::fragment_refused: return 1;
    default: return 2;
  }
}

PacketOutcome better(PacketOutcome one, PacketOutcome other) noexcept {
  return rank(other) > rank(one) ? other : one;
}

}  // namespace

SctpTransport::SctpTransport(const Limits& limits)
    : age_ns_max_(limits.fragments.age_s_max * 1'000'000'000),
      index_(limits.directions_max),
      directions_(limits.directions_max),
      fragments_(limits.fragments) {}

// What stands behind damage is not known to be anything, so it is wiped where messages before it
// make the packet a good one.
PacketOutcome SctpTransport::read_chunks(std::span<std::uint8_t> rest, bool cut,
                                         Timestamp at) noexcept {
  const PacketOutcome damage = cut ? PacketOutcome::truncated_sctp : PacketOutcome::bad_sctp;
  if (rest.empty()) return damage;  // RFC 9260 3: one or more chunks
  PacketOutcome outcome = PacketOutcome::sctp_control;
  while (!rest.empty()) {
    ++counters_.chunks;
    SctpChunk chunk;
    if (!take_sctp_chunk(rest, cut, chunk)) {
      ++counters_.refused;
      wipe(rest);
      return better(outcome, damage);
    }
    outcome = better(outcome, read_chunk(chunk, at));
    if (chunk.cut) return better(outcome, damage);
  }
  return outcome;
}

PacketOutcome SctpTransport::read_chunk(const SctpChunk& chunk, Timestamp at) noexcept {
  switch (chunk.type) {
    case sctp_chunk::kData:
    case sctp_chunk::kIData: return read_data(chunk, at);
    case sctp_chunk::kInit:
    case sctp_chunk::kInitAck: begin_association(chunk, at); break;
    case sctp_chunk::kAbort:
    case sctp_chunk::kShutdownComplete: end_association(chunk); break;
    default: break;
  }
  ++counters_.control;
  return PacketOutcome::sctp_control;
}

PacketOutcome SctpTransport::read_data(const SctpChunk& chunk, Timestamp at) noexcept {
  SctpData data;
  if (!read_sctp_data(chunk, data)) {
    ++counters_.refused;
    wipe(chunk.value);
    return chunk.cut ? PacketOutcome::truncated_sctp : PacketOutcome::bad_sctp;
  }
  switch (see(data.tsn, at)) {
    case Seen::before: ++counters_.copies; break;
    case Seen::outside: ++counters_.outside; break;
    case Seen::never: return take_data(data, at);
  }
  wipe(data.payload);
  return PacketOutcome::sctp_control;
}

// The first fragment of a message of which the capture keeps only the first octets has most of what
// is worth knowing: it is read alone, as a message cut short.
PacketOutcome SctpTransport::take_data(const SctpData& data, Timestamp at) noexcept {
  if (!data.first || !(data.last || data.cut)) return take_fragment(data, at);
  if (messages_count_ == kMessagesPerPacketMax) {
    ++counters_.crowded_out;
    wipe(data.payload);
    return PacketOutcome::sctp_control;
  }
  ++counters_.whole;
  return give(data.payload, data.ppid, data.cut);
}

PacketOutcome SctpTransport::take_fragment(const SctpData& data, Timestamp at) noexcept {
  // Before it is put in: what completes a message that nobody takes would be lost without a trace.
  const bool room = messages_count_ != kMessagesPerPacketMax;
  if (data.cut || !room) {
    ++(room ? counters_.refused : counters_.crowded_out);
    wipe(data.payload);
    return PacketOutcome::fragment_refused;
  }
  SctpMessage message;
  switch (fragments_.add(endpoints_.direction, data, at, message)) {
    case SctpFragments::Added::copy: ++counters_.copies; return PacketOutcome::sctp_control;
    case SctpFragments::Added::too_large:
      ++counters_.refused;
      return PacketOutcome::fragment_refused;
    case SctpFragments::Added::held: ++counters_.fragments; return PacketOutcome::sctp_held;
    case SctpFragments::Added::refused:
      ++counters_.fragments;
      return PacketOutcome::fragment_refused;
    case SctpFragments::Added::completed:
      ++counters_.fragments;
      return give(message.payload, message.ppid, message.cut);
  }
  return PacketOutcome::fragment_refused;
}

PacketOutcome SctpTransport::give(std::span<std::uint8_t> payload, std::uint32_t ppid,
                                  bool cut) noexcept {
  const SctpDirectionKey& key = endpoints_.direction;
  const SctpPayload protocol = sctp_payload(ppid, key.source_port, key.destination_port);
  SctpMessage& message = messages_[messages_count_++];
  message.payload = payload;
  message.ppid = ppid;
  message.protocol = protocol;
  message.cut = cut;
  ++counters_.messages;
  const bool known = protocol != SctpPayload::unknown && protocol != SctpPayload::encrypted;
  return known ? PacketOutcome::sctp_signalling : PacketOutcome::sctp_unknown;
}

// Only data makes a direction known: who merely knocks (INIT) takes no place from others.
Seen SctpTransport::see(std::uint32_t tsn, Timestamp at) noexcept {
  std::uint32_t slot = index_.find(endpoints_.direction);
  if (slot == Index::kNone) {
    if (index_.full()) {
      index_.erase(index_.oldest());
      ++counters_.directions_evicted;
    }
    slot = index_.insert(endpoints_.direction);
    directions_[slot] = {};
    ++counters_.directions_begun;
  }
  Direction& direction = directions_[slot];
  direction.used = at;
  // Which one was unused longest matters by the second, and keeping the list costs.
  if (outlived(direction.touched, at, kTouchedNs)) {
    direction.touched = at;
    index_.touch(slot);
  }
  if (!direction.home.known()) direction.home.become(endpoints_);
  direction.home.replace(endpoints_);
  return direction.window.see(tsn);
}

// The tag that INIT and INIT ACK announce will be that of the packets to their sender; that of an
// INIT ACK is the one which the INIT announced.
void SctpTransport::begin_association(const SctpChunk& chunk, Timestamp at) noexcept {
  ByteCursor cursor{chunk.value};
  const std::uint32_t announced = cursor.u32();
  if (!cursor.ok()) return;
  SctpDirectionKey answer = endpoints_.direction.reversed();
  answer.tag = announced;
  restart(answer, at);
  if (chunk.type == sctp_chunk::kInitAck) restart(endpoints_.direction, at);
}

// A new association has a new tag, and needs nothing here. One that has ended, or was silent for so
// long that this is no copy of its own beginning, may have given its tag to another.
void SctpTransport::restart(const SctpDirectionKey& key, Timestamp at) noexcept {
  const std::uint32_t slot = index_.find(key);
  if (slot == Index::kNone) return;
  Direction& direction = directions_[slot];
  if (!direction.ended && !outlived(direction.used, at, age_ns_max_)) return;
  fragments_.forget(key);
  direction = {};
  direction.used = at;
  ++counters_.directions_restarted;
}

// What was seen stays known, for copies of its packets may still come.
void SctpTransport::end_association(const SctpChunk& chunk) noexcept {
  constexpr std::uint8_t kReflected = 1;  // T: the tag is that of the other direction
  const SctpDirectionKey& own = endpoints_.direction;
  const SctpDirectionKey key = (chunk.flags & kReflected) != 0 ? own.reversed() : own;
  const std::uint32_t slot = index_.find(key);
  if (slot == Index::kNone || directions_[slot].ended) return;
  directions_[slot].ended = true;
  fragments_.forget(key);
  ++counters_.directions_ended;
}

}  // namespace celltally
