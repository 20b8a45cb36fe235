#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/place.hpp"
#include "vocabulary/zone.hpp"

namespace celltally {

// The names of an operator's zones and sites, which a Place knows by number only. Does not change
// once made; the numbers mean nothing beside another list.
class PlaceNames {
 public:
  static constexpr std::size_t kNameOctetsMax = 120;  // 40 letters of most alphabets

  PlaceNames() = default;
  // Any order, repeats too. REQUIRES: is_name() of each; fewer than 2^32.
  PlaceNames(std::vector<std::string> zones, std::vector<std::string> sites);

  // Whether a zone or site may be called so: letters, digits, spaces and - _ . ' only, not "none".
  static bool is_name(std::string_view name) noexcept;

  // Nothing when there is none of this name.
  std::optional<Place> zone(std::string_view name) const noexcept;
  std::optional<Place> site(std::string_view name) const noexcept;

  const std::vector<std::string>& zones() const noexcept { return zones_; }
  const std::vector<std::string>& sites() const noexcept { return sites_; }

  // "zone:old town", "zone:none", "site:church", and of other places what to_text(Place) says.
  // REQUIRES: a zone or site of this list.
  std::string text_of(Place place) const;

  // The reverse; nothing when the text is not exactly such a text, or of no place that is listed.
  std::optional<Place> from_text(std::string_view text) const;

 private:
  std::vector<std::string> zones_;  // sorted
  std::vector<std::string> sites_;
};

}  // namespace celltally
