#include "noise/random_bits.hpp"

#include <string.h>

#include <bit>
#include <cassert>
#include <span>

namespace celltally {

std::uint64_t RandomBits::below(std::uint64_t bound) {
  assert(bound > 0);
  const auto bits = static_cast<std::size_t>(std::bit_width(bound - 1));
  const std::size_t octets = (bits + 7) / 8;
  const std::uint64_t mask = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  for (;;) {  // more than half of the numbers under the mask will do
    const std::uint64_t number = take(octets) & mask;
    if (number < bound) return number;
  }
}

bool RandomBits::exp_minus(Wide over, std::uint64_t under) {
  assert(under > 0 && under <= kUnderMax);
  for (; over >= under; over -= under) {
    if (!exp_minus_fraction(1, 1)) return false;
  }
  return exp_minus_fraction(static_cast<std::uint64_t>(over), under);
}

// Whether the first failure among draws of chance over/under, over/(2 under), over/(3 under) ... is
// at an odd place. The 256th place has a chance below 1 / 255!.
bool RandomBits::exp_minus_fraction(std::uint64_t over, std::uint64_t under) {
  std::uint64_t place = 1;
  while (chance(over, under * place)) ++place;
  return place % 2 == 1;
}

std::uint64_t RandomBits::take(std::size_t octets) {
  if (drawn_.size() - at_ < octets) {
    source_.fill(drawn_);
    at_ = 0;
  }
  std::uint64_t number = 0;
  for (std::byte& octet : std::span{drawn_}.subspan(at_, octets)) {
    number = number << 8 | std::to_integer<std::uint64_t>(octet);
    octet = std::byte{0};
  }
  at_ += octets;
  return number;
}

void RandomBits::wipe() noexcept {
  ::explicit_bzero(drawn_.data(), drawn_.size());
  at_ = drawn_.size();
}

}  // namespace celltally
