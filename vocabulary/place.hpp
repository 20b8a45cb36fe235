#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vocabulary/place_kind.hpp"
#include "vocabulary/plmn.hpp"

namespace celltally {

// A cell or an area of any radio technology as one 64-bit key: kind:4 | PLMN octets:24 | id:36.
// A Wi-Fi access point has no PLMN: its 48-bit MAC address fills the low bits. Public knowledge,
// never personal. A default Place is none.
class Place {
 public:
  constexpr Place() = default;
  constexpr Place(PlaceKind kind, Plmn plmn, std::uint64_t id) noexcept
      : key_(static_cast<std::uint64_t>(kind) << 60 | std::uint64_t{plmn.octets} << 36 |
             (id & ((std::uint64_t{1} << 36) - 1))) {}
  static constexpr Place wifi(std::uint64_t mac) noexcept {
    Place place;
    place.key_ =
        static_cast<std::uint64_t>(PlaceKind::wifi) << 60 | (mac & ((std::uint64_t{1} << 48) - 1));
    return place;
  }

  constexpr bool known() const noexcept { return key_ != 0; }
  constexpr PlaceKind kind() const noexcept { return static_cast<PlaceKind>(key_ >> 60); }
  constexpr Plmn plmn() const noexcept {
    return kind() == PlaceKind::wifi ? Plmn{}
                                     : Plmn{static_cast<std::uint32_t>(key_ >> 36 & 0xffffff)};
  }
  constexpr std::uint64_t id() const noexcept {
    const int bits = kind() == PlaceKind::wifi ? 48 : 36;
    return key_ & ((std::uint64_t{1} << bits) - 1);
  }
  constexpr std::uint64_t key() const noexcept { return key_; }

  friend constexpr auto operator<=>(Place, Place) = default;

 private:
  std::uint64_t key_ = 0;
};

static_assert(sizeof(Place) == 8);

// "ecgi:208-93-1234501", "cgi:208-93-0303-0404", "wifi:02-00-5e-10-20-30"; empty for none. Ids are
// lower-case hex: LAC, CI, SAC, TAC 4 digits (5GS TAC 6), RAC 2, ECI 7, NCI 9, eNB 5, extended 6.
std::string to_text(Place place);

// The reverse of to_text; nothing when the text is not exactly such a text.
std::optional<Place> place_from_text(std::string_view text);

}  // namespace celltally
