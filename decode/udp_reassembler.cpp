#include "decode/udp_reassembler.hpp"

#include <algorithm>
#include <cassert>

#include "decode/packet_age.hpp"
#include "decode/wipe.hpp"

namespace celltally {
namespace {

// Enough for the fragmented user plane of some milliseconds: the fragments of one datagram follow
// each other closely.
constexpr std::size_t kDroppedMax = 1024;

constexpr std::uint32_t kNone = DatagramIndex::kNone;

std::uint32_t end_of(const IpPacket& fragment) noexcept {
  return fragment.offset + static_cast<std::uint32_t>(fragment.payload.size());
}

}  // namespace

UdpReassembler::UdpReassembler(const Limits& limits)
    : limits_(limits),
      age_ns_max_(limits.age_s_max * 1'000'000'000),
      index_(limits.datagrams_max),
      dropped_(kDroppedMax, age_ns_max_),
      held_(limits.datagrams_max),
      ranges_(limits.datagrams_max * limits.fragments_max),
      octets_(limits.datagrams_max * limits.datagram_octets_max) {
  assert(limits.age_s_max >= 0 && limits.age_s_max <= 1'000'000'000);
}

UdpReassembler::~UdpReassembler() {
  wipe(octets_);
}

PacketOutcome UdpReassembler::add(const IpPacket& fragment, Timestamp at,
                                  IpPacket& whole) noexcept {
  begin_packet(at);
  const DatagramKey key = DatagramKey::of(fragment);
  if (const auto dropped = dropped_.find(key, at)) {
    // A wanted first fragment with the number of a dropped datagram begins another one; but what
    // was refused stays so (RFC 5722 4: also fragments not yet received).
    const bool refused = *dropped == PacketOutcome::fragment_refused;
    if (refused) wipe(fragment.payload);
    if (refused || fragment.offset != 0) return *dropped;
    dropped_.forget(key);
  }
  std::uint32_t slot = index_.find(key);
  PacketOutcome outcome = PacketOutcome::fragment_refused;
  if (possible(fragment)) {
    if (slot == kNone) slot = begin(key, at);
    outcome = take(slot, fragment);
  }
  wipe(fragment.payload);
  if (outcome == PacketOutcome::fragment_refused) return refuse(key, slot, at);
  if (outcome == PacketOutcome::signalling) lend(slot, whole);
  return outcome;
}

void UdpReassembler::drop(const IpPacket& first, PacketOutcome outcome, Timestamp at) noexcept {
  begin_packet(at);
  const DatagramKey key = DatagramKey::of(first);
  const std::uint32_t slot = index_.find(key);
  if (slot != kNone) {
    free_slot(slot);
    ++counters_.refused;
  }
  dropped_.remember(key, outcome, at);
}

void UdpReassembler::give_back(Timestamp at) noexcept {
  if (lent()) {
    free_slot(lent_);
    lent_ = kNone;
  }
  // In the order they came, so the first one that is young enough ends the search.
  while (index_.size() != 0 && outlived(held_[index_.oldest()].begun, at, age_ns_max_)) {
    free_slot(index_.oldest());
    ++counters_.expired;
  }
}

// Whether it can be a fragment of any datagram that fits: all but the last count in units of eight
// octets.
bool UdpReassembler::possible(const IpPacket& fragment) const noexcept {
  return !fragment.cut && !fragment.payload.empty() &&
         (!fragment.more || fragment.payload.size() % 8 == 0) &&
         end_of(fragment) <= limits_.datagram_octets_max;
}

bool UdpReassembler::contradicts(const Held& held, const IpPacket& fragment) const noexcept {
  const std::uint32_t end = end_of(fragment);
  if (held.total != 0) return fragment.more ? end >= held.total : end != held.total;
  return !fragment.more && end < held.reach;
}

PacketOutcome UdpReassembler::take(std::uint32_t slot, const IpPacket& fragment) noexcept {
  Held& held = held_[slot];
  const std::uint32_t end = end_of(fragment);
  for (const Range& range : ranges(slot).first(held.ranges)) {
    ++steps_;
    if (range.begin == fragment.offset && range.end == end) {
      ++counters_.duplicates;
      return PacketOutcome::fragment_held;
    }
    if (range.begin < end && fragment.offset < range.end) return PacketOutcome::fragment_refused;
  }
  if (held.ranges == limits_.fragments_max || contradicts(held, fragment)) {
    return PacketOutcome::fragment_refused;
  }
  copy_in(slot, fragment);
  return held.received == held.total ? PacketOutcome::signalling : PacketOutcome::fragment_held;
}

void UdpReassembler::copy_in(std::uint32_t slot, const IpPacket& fragment) noexcept {
  Held& held = held_[slot];
  const std::uint32_t end = end_of(fragment);
  std::ranges::copy(fragment.payload, octets(slot).subspan(fragment.offset).begin());
  ranges(slot)[held.ranges++] = {fragment.offset, end};
  held.received += end - fragment.offset;
  held.reach = std::max(held.reach, end);
  if (!fragment.more) held.total = end;
}

std::uint32_t UdpReassembler::begin(const DatagramKey& key, Timestamp at) noexcept {
  if (index_.full()) {
    free_slot(index_.oldest());
    ++counters_.evicted;
  }
  const std::uint32_t slot = index_.insert(key);
  held_[slot] = {.begun = at};
  ++counters_.begun;
  return slot;
}

PacketOutcome UdpReassembler::refuse(const DatagramKey& key, std::uint32_t slot,
                                     Timestamp at) noexcept {
  if (slot == kNone) {
    ++counters_.begun;
  } else {
    free_slot(slot);
  }
  ++counters_.refused;
  dropped_.remember(key, PacketOutcome::fragment_refused, at);
  return PacketOutcome::fragment_refused;
}

void UdpReassembler::lend(std::uint32_t slot, IpPacket& whole) noexcept {
  lent_ = slot;
  ++counters_.completed;
  const DatagramKey& key = index_.key(slot);
  whole = {};
  whole.source = IpAddress::of(std::span{key.source}.first(key.address_length));
  whole.destination = IpAddress::of(std::span{key.destination}.first(key.address_length));
  whole.payload = octets(slot).first(held_[slot].total);
  whole.protocol = key.protocol;
}

// Wipes what was written and no more: a small fragment at a large offset must not cost much.
void UdpReassembler::free_slot(std::uint32_t slot) noexcept {
  for (const Range& range : ranges(slot).first(held_[slot].ranges)) {
    wipe(octets(slot).subspan(range.begin, range.end - range.begin));
  }
  held_[slot] = {};
  index_.erase(slot);
}

std::span<UdpReassembler::Range> UdpReassembler::ranges(std::uint32_t slot) noexcept {
  return std::span{ranges_}.subspan(slot * limits_.fragments_max, limits_.fragments_max);
}

std::span<std::uint8_t> UdpReassembler::octets(std::uint32_t slot) noexcept {
  return std::span{octets_}.subspan(slot * limits_.datagram_octets_max,
                                    limits_.datagram_octets_max);
}

}  // namespace celltally
