#pragma once

#include <compare>
#include <cstdint>

#include "vocabulary/population_segment.hpp"

namespace celltally {

// What the operator's lists say of somebody, as one number of four bits: nothing, a segment, or
// that they have opted out, which outdoes the rest.
class ListedAs {
 public:
  static constexpr int kBits = 4;

  constexpr ListedAs() = default;  // in no list, or in none that says anything
  static constexpr ListedAs in(PopulationSegment segment) noexcept { return {segment.code}; }
  static constexpr ListedAs opted_out() noexcept { return {kOptedOut}; }
  // REQUIRES: `code` is of code().
  static constexpr ListedAs of_code(std::uint8_t code) noexcept { return {code}; }

  constexpr bool is_opted_out() const noexcept { return code_ == kOptedOut; }
  constexpr PopulationSegment segment() const noexcept {
    return {is_opted_out() ? std::uint8_t{0} : code_};
  }
  constexpr std::uint8_t code() const noexcept { return code_; }

  friend constexpr auto operator<=>(ListedAs, ListedAs) = default;

 private:
  static constexpr std::uint8_t kOptedOut = (1u << kBits) - 1;
  static_assert(PopulationSegment::kCodes <= kOptedOut);

  constexpr ListedAs(std::uint8_t code) noexcept : code_(code) {}

  std::uint8_t code_ = 0;
};

// A row of the operator's lists. Whose it is only the operator's key can tell: the hash is the
// first 60 bits of HMAC-SHA-256 of the IMSI's digits under that key.
struct ListedPerson {
  static constexpr int kHashBits = 60;

  std::uint64_t hash_and_code = 0;  // hash : 60 | ListedAs::code() : 4; sorted by hash like this

  // Of `eight_octets`, the HMAC's first in network order, the last four bits are left out.
  static constexpr ListedPerson of(std::uint64_t eight_octets, ListedAs as) noexcept {
    return {(eight_octets & ~kCode) | as.code()};
  }
  constexpr std::uint64_t hash() const noexcept { return hash_and_code & ~kCode; }
  constexpr ListedAs as() const noexcept {
    return ListedAs::of_code(static_cast<std::uint8_t>(hash_and_code & kCode));
  }

  friend constexpr auto operator<=>(ListedPerson, ListedPerson) = default;

 private:
  static constexpr std::uint64_t kCode = (1u << ListedAs::kBits) - 1;
};

}  // namespace celltally
