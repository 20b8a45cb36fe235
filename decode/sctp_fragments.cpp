#include "decode/sctp_fragments.hpp"

#include <algorithm>
#include <cassert>

#include "decode/packet_age.hpp"
#include "decode/wipe.hpp"

namespace celltally {

SctpFragments::SctpFragments(const Limits& limits)
    : limits_(limits),
      age_ns_max_(limits.age_s_max * 1'000'000'000),
      index_(limits.fragments_max),
      held_(limits.fragments_max),
      octets_(limits.fragments_max * limits.fragment_octets_max),
      lent_(2 * limits.message_octets_max) {
  assert(limits.age_s_max >= 0 && limits.age_s_max <= 1'000'000'000);
}

SctpFragments::~SctpFragments() {
  wipe(octets_);
  wipe(lent_);
}

SctpFragments::Added SctpFragments::add(const SctpDirectionKey& direction, const SctpData& data,
                                        Timestamp at, SctpMessage& whole) noexcept {
  assert(!data.cut && !(data.first && data.last));
  const SctpFragmentKey key{direction,   data.message,   data.sequence,
                            data.stream, data.unordered, data.interleaved};
  const bool copy = index_.find(key) != Index::kNone;
  if (copy || data.payload.size() > limits_.fragment_octets_max) {
    wipe(data.payload);
    return copy ? Added::copy : Added::too_large;
  }
  const std::uint32_t slot = hold(key, data, at);
  wipe(data.payload);
  link(slot);
  const Run run = run_of(slot);
  const bool fits =
      run.fragments <= limits_.message_fragments_max && run.octets <= limits_.message_octets_max;
  if (fits && !(held_[run.begin].first && held_[run.end].last)) return Added::held;
  const bool lent = fits && lend(run, whole);
  free_run(run, lent ? counters_.joined : counters_.refused);
  return lent ? Added::completed : Added::refused;
}

// One look at each fragment held, once for an association: its end is rare.
void SctpFragments::forget(const SctpDirectionKey& direction) noexcept {
  std::uint32_t slot = index_.oldest();
  while (slot != Index::kNone) {
    ++steps_;
    const std::uint32_t next = index_.newer_than(slot);
    if (index_.key(slot).direction == direction) {
      free_run({.begin = slot, .end = slot}, counters_.forgotten);
    }
    slot = next;
  }
}

void SctpFragments::give_back(Timestamp at) noexcept {
  wipe(std::span{lent_}.first(lent_octets_));
  lent_octets_ = 0;
  // In the order they came, so the first one that is young enough ends the search. What follows it
  // or went before in its message is of no more use.
  while (index_.size() != 0 && outlived(held_[index_.oldest()].at, at, age_ns_max_)) {
    free_run(run_of(index_.oldest()), counters_.expired);
  }
}

std::uint32_t SctpFragments::hold(const SctpFragmentKey& key, const SctpData& data,
                                  Timestamp at) noexcept {
  if (index_.full()) free_run(run_of(index_.oldest()), counters_.evicted);
  const std::uint32_t slot = index_.insert(key);
  held_[slot] = {.at = at,
                 .octets = static_cast<std::uint32_t>(data.payload.size()),
                 .ppid = data.ppid,
                 .first = data.first,
                 .last = data.last};
  std::ranges::copy(data.payload, octets(slot).begin());
  ++counters_.taken;
  return slot;
}

// Unordered messages of one stream may follow each other without a gap: only a first and a last
// fragment part them.
void SctpFragments::link(std::uint32_t slot) noexcept {
  const SctpFragmentKey key = index_.key(slot);
  Held& held = held_[slot];
  const std::uint32_t before = held.first ? Index::kNone : index_.find(key.moved_by(-1));
  const std::uint32_t after = held.last ? Index::kNone : index_.find(key.moved_by(1));
  if (before != Index::kNone && !held_[before].last) {
    held.before = before;
    held_[before].after = slot;
  }
  if (after != Index::kNone && !held_[after].first) {
    held.after = after;
    held_[after].before = slot;
  }
}

// No longer than two runs that were short enough and what has joined them.
SctpFragments::Run SctpFragments::run_of(std::uint32_t slot) noexcept {
  Run run{slot, slot, 1, held_[slot].octets};
  while (held_[run.begin].before != Index::kNone) {
    run.begin = held_[run.begin].before;
    run.octets += held_[run.begin].octets;
    ++run.fragments;
  }
  while (held_[run.end].after != Index::kNone) {
    run.end = held_[run.end].after;
    run.octets += held_[run.end].octets;
    ++run.fragments;
  }
  steps_ += run.fragments;
  return run;
}

// False when the packet has completed so much already that there is no room.
bool SctpFragments::lend(const Run& run, SctpMessage& whole) noexcept {
  const auto room = std::span{lent_}.subspan(lent_octets_);
  if (run.octets > room.size()) return false;
  whole.payload = room.first(run.octets);
  whole.ppid = held_[run.begin].ppid;
  std::size_t written = 0;
  for (std::uint32_t slot = run.begin; slot != Index::kNone; slot = held_[slot].after) {
    const auto part = octets(slot).first(held_[slot].octets);
    std::ranges::copy(part, whole.payload.subspan(written).begin());
    written += part.size();
  }
  lent_octets_ += run.octets;
  ++counters_.messages;
  return true;
}

void SctpFragments::free_run(const Run& run, std::uint64_t& counter) noexcept {
  for (std::uint32_t slot = run.begin;;) {
    Held& held = held_[slot];
    const std::uint32_t after = held.after;
    const bool last = slot == run.end;
    if (held.before != Index::kNone) held_[held.before].after = Index::kNone;
    if (after != Index::kNone) held_[after].before = Index::kNone;
    wipe(octets(slot).first(held.octets));
    held = {};
    index_.erase(slot);
    ++counter;
    if (last) return;
    slot = after;
  }
}

std::span<std::uint8_t> SctpFragments::octets(std::uint32_t slot) noexcept {
  return std::span{octets_}.subspan(slot * limits_.fragment_octets_max,
                                    limits_.fragment_octets_max);
}

}  // namespace celltally
