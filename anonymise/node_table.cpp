#include "anonymise/node_table.hpp"

#include <algorithm>

namespace celltally {
namespace {

constexpr std::size_t kProbesMax = 16;

std::uint64_t mixed(std::span<const std::uint8_t> octets) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const std::uint8_t octet : octets) hash = (hash ^ octet) * 0x100000001b3;
  return hash ^ hash >> 29;
}

}  // namespace

NodeTable::NodeTable() : nodes_(kNodesMax), restarts_(kNodesMax) {}

NodeTable::Life NodeTable::life(const IpAddress& address) noexcept {
  const std::uint16_t index = find_or_enter(address);
  return {index, restarts_[index]};
}

bool NodeTable::restarted(const IpAddress& address, std::uint8_t counter,
                          std::int64_t second) noexcept {
  const std::uint16_t index = find_or_enter(address);
  if (index == 0) return false;
  Node& node = nodes_[index];
  const auto ahead = static_cast<std::uint8_t>(counter - node.counter);
  if (!node.has_counter || ahead == 0) {
    node.heard = node.has_counter ? std::max(node.heard, second) : second;
    node.has_counter = true;
    node.counter = counter;
    return false;
  }
  if (ahead >= 128 && second - node.heard <= kLateSeconds) return false;
  node.counter = counter;
  node.heard = second;
  ++restarts_[index];
  return true;
}

void NodeTable::forget() noexcept {
  std::ranges::fill(nodes_, Node{});
  std::ranges::fill(restarts_, std::uint16_t{0});
}

std::uint16_t NodeTable::find_or_enter(const IpAddress& address) noexcept {
  const auto octets = address.bytes();
  if (octets.empty() || octets.size() > 16) return 0;
  const std::uint64_t start = mixed(octets);
  for (std::size_t probe = 0; probe < kProbesMax; ++probe) {
    const std::size_t index = 1 + (start + probe) % (kNodesMax - 1);
    Node& node = nodes_[index];
    if (node.length == 0) {
      node.length = address.length;
      std::ranges::copy(octets, node.octets.begin());
      return static_cast<std::uint16_t>(index);
    }
    if (node.length == address.length &&
        std::equal(octets.begin(), octets.end(), node.octets.begin())) {
      return static_cast<std::uint16_t>(index);
    }
  }
  return 0;
}

}  // namespace celltally
