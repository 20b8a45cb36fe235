#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace celltally {

// Adds up structures of counters, member by member: all their members are std::uint64_t, or arrays
// of them.
template <typename Counters>
void add_to(Counters& sum, const Counters& more) noexcept {
  static_assert(std::is_trivially_copyable_v<Counters>);
  static_assert(sizeof(Counters) % sizeof(std::uint64_t) == 0);
  static_assert(std::has_unique_object_representations_v<Counters>);
  using Numbers = std::array<std::uint64_t, sizeof(Counters) / sizeof(std::uint64_t)>;
  auto numbers = std::bit_cast<Numbers>(sum);
  const auto others = std::bit_cast<Numbers>(more);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] += others[i];
  sum = std::bit_cast<Counters>(numbers);
}

}  // namespace celltally
