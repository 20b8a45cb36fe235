#include "decode/temporary_id.hpp"

namespace celltally {
namespace {

__extension__ using Product = unsigned __int128;

std::uint64_t folded(std::uint64_t one, std::uint64_t other) noexcept {
  const Product product = Product{one} * other;
  return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
}

// Eight octets as a number; of fewer, what there is. The order of octets does not matter.
std::uint64_t word(std::span<const std::uint8_t> octets) noexcept {
  std::uint64_t number = 0;
  if (!octets.empty()) std::memcpy(&number, octets.data(), octets.size());
  return number;
}

}  // namespace

// Two folds of 64 bits that begin with different numbers (the fractions of pi, in hexadecimal):
// enough to tell apart what honest nodes name, and whoever makes two of his own names meet has
// confused his own sessions.
TemporaryId TemporaryId::of_text(Kind kind, const IpAddress& node,
                                 std::span<const std::uint8_t> text) noexcept {
  std::uint64_t one = 0x243f6a8885a308d3 ^ text.size();
  std::uint64_t two = 0x13198a2e03707344 ^ text.size();
  while (!text.empty()) {
    const auto next = text.first(text.size() < 8 ? text.size() : 8);
    text = text.subspan(next.size());
    const std::uint64_t number = word(next);
    one = folded(one ^ number, 0xa4093822299f31d1);
    two = folded(two ^ number, 0x082efa98ec4e6c89) + number;
  }
  TemporaryId id(kind);
  id.put_number(one, 8);
  id.put_number(two, 8);
  id.put(node.bytes().first(node.length < kOctetsMax - 16 ? node.length : kOctetsMax - 16));
  return id;
}

}  // namespace celltally
