#include "decode/sccp_segments.hpp"

#include <algorithm>
#include <cassert>

#include "decode/packet_age.hpp"
#include "decode/wipe.hpp"

namespace celltally {

SccpSegments::SccpSegments(const Limits& limits)
    : limits_(limits),
      age_ns_max_(limits.age_s_max * 1'000'000'000),
      index_(limits.messages_max),
      held_(limits.messages_max),
      octets_(limits.messages_max * limits.message_octets_max),
      lent_(limits.lent_max * limits.message_octets_max) {
  assert(limits.age_s_max >= 0 && limits.age_s_max <= 1'000'000'000);
}

SccpSegments::~SccpSegments() {
  wipe(octets_);
  wipe(lent_);
}

SccpSegments::Added SccpSegments::add(SccpMessage& message) noexcept {
  SccpSegmentKey key{message.origin, message.destination, 0, false};
  switch (message.type) {
    case SccpMessage::Type::data_form_1:
    case SccpMessage::Type::data_form_2:
      key.reference = message.destination_reference;
      key.connection = true;
      return add_on_connection(message, key);
    case SccpMessage::Type::unitdata:
    case SccpMessage::Type::extended_unitdata:
    case SccpMessage::Type::long_unitdata:
      if (!message.segmented) return Added::whole;
      key.reference = message.segmentation_reference;
      return add_numbered(message, key);
    default: return Added::whole;
  }
}

// The first of them is not known from others: what begins in the middle makes no sense when it is
// put together, and its reader finds that out.
SccpSegments::Added SccpSegments::add_on_connection(SccpMessage& message,
                                                    const SccpSegmentKey& key) noexcept {
  std::uint32_t slot = index_.find(key);
  if (!message.more && slot == Index::kNone) return Added::whole;
  ++counters_.segments;
  if (slot == Index::kNone) slot = begin(key, 0);
  if (message.cut || message.broken) held_[slot].spoiled = true;
  append(slot, message.data);
  return message.more ? Added::held : complete(slot, message);
}

SccpSegments::Added SccpSegments::add_numbered(SccpMessage& message,
                                               const SccpSegmentKey& key) noexcept {
  std::uint32_t slot = index_.find(key);
  if (message.first_segment && message.segments_left == 0) return Added::whole;
  ++counters_.segments;
  if (message.cut || message.broken) {
    if (slot != Index::kNone) free(slot, counters_.refused);
    return stray();
  }
  if (message.first_segment) {
    if (slot != Index::kNone) free(slot, counters_.refused);
    append(begin(key, message.segments_left), message.data);
    return Added::held;
  }
  if (slot == Index::kNone) return stray();
  if (held_[slot].segments_left != message.segments_left + 1) {
    free(slot, counters_.refused);
    return stray();
  }
  held_[slot].segments_left = message.segments_left;
  append(slot, message.data);
  return message.segments_left != 0 ? Added::held : complete(slot, message);
}

SccpSegments::Added SccpSegments::stray() noexcept {
  ++counters_.stray;
  return Added::refused;
}

std::uint32_t SccpSegments::begin(const SccpSegmentKey& key, std::uint8_t segments_left) noexcept {
  if (index_.full()) free(index_.oldest(), counters_.evicted);
  const std::uint32_t slot = index_.insert(key);
  held_[slot] = {.at = at_, .octets = 0, .segments_left = segments_left, .spoiled = false};
  ++counters_.begun;
  return slot;
}

void SccpSegments::append(std::uint32_t slot, std::span<const std::uint8_t> data) noexcept {
  Held& held = held_[slot];
  const auto room = octets(slot).subspan(held.octets);
  if (held.spoiled || data.size() > room.size()) {
    wipe(octets(slot).first(held.octets));
    held.octets = 0;
    held.spoiled = true;
    return;
  }
  std::ranges::copy(data, room.begin());
  held.octets += data.size();
}

SccpSegments::Added SccpSegments::complete(std::uint32_t slot, SccpMessage& message) noexcept {
  const Held& held = held_[slot];
  const auto room = std::span{lent_}.subspan(lent_octets_);
  if (held.spoiled || held.octets > room.size()) {
    free(slot, counters_.refused);
    return Added::refused;
  }
  const auto whole = room.first(held.octets);
  std::ranges::copy(octets(slot).first(held.octets), whole.begin());
  lent_octets_ += held.octets;
  message.data = whole;
  free(slot, counters_.joined);
  return Added::completed;
}

void SccpSegments::give_back() noexcept {
  wipe(std::span{lent_}.first(lent_octets_));
  lent_octets_ = 0;
  // In the order they were begun, so the first one that is young enough ends the search.
  while (index_.size() != 0 && outlived(held_[index_.oldest()].at, at_, age_ns_max_)) {
    free(index_.oldest(), counters_.expired);
  }
}

void SccpSegments::free(std::uint32_t slot, std::uint64_t& counter) noexcept {
  wipe(octets(slot).first(held_[slot].octets));
  held_[slot] = {};
  index_.erase(slot);
  ++counter;
}

std::span<std::uint8_t> SccpSegments::octets(std::uint32_t slot) noexcept {
  return std::span{octets_}.subspan(slot * limits_.message_octets_max, limits_.message_octets_max);
}

}  // namespace celltally
