#include "anonymise/node_table.hpp"

#include <algorithm>
#include <bit>

namespace celltally {

NodeTable::NodeTable()
    : nodes_(kNodesMax + 1), restarts_(kNodesMax + 1), counters_(kNodesMax + 1) {}

bool NodeTable::restarted(const IpAddress& address, Protocol version, std::uint8_t counter,
                          std::int64_t second) noexcept {
  const std::uint16_t index = find_or_enter(address);
  if (index == 0) return false;
  Counter& known = counters_[index][version == Protocol::gtpv1 ? 0 : 1];
  const auto ahead = static_cast<std::uint8_t>(counter - known.value);
  if (!known.known || ahead == 0) {
    known.heard = known.known ? std::max(known.heard, second) : second;
    known.known = true;
    known.value = counter;
    return false;
  }
  if (ahead >= 128 && second - known.heard <= kLateSeconds) return false;
  known.value = counter;
  known.heard = second;
  ++restarts_[index];
  return true;
}

void NodeTable::forget() noexcept {
  std::ranges::fill(nodes_, Node{});
  std::ranges::fill(restarts_, std::uint16_t{0});
  std::ranges::fill(counters_, Counters{});
}

std::uint16_t NodeTable::find_or_enter_wide(const IpAddress& address) noexcept {
  Address wanted{.low = 0, .high = 0, .length = 16};
  if (address.length != sizeof(wanted.low) + sizeof(wanted.high)) return 0;
  std::memcpy(&wanted.low, address.octets, sizeof(wanted.low));
  std::memcpy(&wanted.high, address.octets + sizeof(wanted.low), sizeof(wanted.high));
  // Networks differ in the first half, the nodes of one in the second.
  const Address both{.low = wanted.low ^ std::rotl(wanted.high * 0xff51afd7ed558ccd, 32)};
  return search(wanted, first_place(both));
}

// A place that was taken is never free again, so that a search may end at the first free one.
std::uint16_t NodeTable::search(const Address& wanted, std::size_t first) noexcept {
  for (std::size_t place = first; place < first + kProbesMax; ++place) {
    Node& node = nodes_[place];
    if (node.address.length == 0) node.address = wanted;
    if (node.address != wanted) continue;
    node.used = ++uses_;
    return static_cast<std::uint16_t>(place);
  }
  return make_room(wanted, first);
}

std::uint16_t NodeTable::make_room(const Address& wanted, std::size_t first) noexcept {
  std::size_t chosen = 0;
  for (std::size_t place = first; place < first + kProbesMax; ++place) {
    if (has_counter(place)) continue;
    if (chosen == 0 || nodes_[place].used < nodes_[chosen].used) chosen = place;
  }
  if (chosen == 0) {
    ++unknown_;
    return 0;
  }
  ++evicted_;
  ++restarts_[chosen];
  nodes_[chosen] = {wanted, ++uses_};
  return static_cast<std::uint16_t>(chosen);
}

bool NodeTable::has_counter(std::size_t place) const noexcept {
  return std::ranges::any_of(counters_[place], [](const Counter& each) { return each.known; });
}

}  // namespace celltally
