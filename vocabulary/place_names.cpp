#include "vocabulary/place_names.hpp"

#include <algorithm>
#include <cassert>

namespace celltally {

namespace {

constexpr std::string_view kZone = "zone:";
constexpr std::string_view kSite = "site:";
constexpr std::string_view kNone = "none";

std::vector<std::string> in_order(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::optional<Place> find(const std::vector<std::string>& names, PlaceKind kind,
                          std::string_view name) noexcept {
  const auto found = std::lower_bound(names.begin(), names.end(), name);
  if (found == names.end() || *found != name) return std::nullopt;
  return Place{kind, Plmn{}, static_cast<std::uint64_t>(found - names.begin())};
}

bool is_plain(unsigned char c) noexcept {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool digit = c >= '0' && c <= '9';
  return letter || digit || c == ' ' || c == '-' || c == '_' || c == '.' || c == '\'';
}

// How many octets the UTF-8 letter at the front takes; 0 when there is none. Control characters of
// the upper half (C1) are no letters.
std::size_t letter_octets(std::string_view text) noexcept {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t octets = at(0) < 0x80   ? 1
                             : at(0) < 0xc2 ? 0
                             : at(0) < 0xe0 ? 2
                             : at(0) < 0xf0 ? 3
                             : at(0) < 0xf5 ? 4
                                            : 0;
  if (octets == 0 || octets > text.size()) return 0;
  if (octets == 1) return is_plain(at(0)) ? 1 : 0;
  for (std::size_t i = 1; i < octets; ++i) {
    if ((at(i) & 0xc0) != 0x80) return 0;
  }
  const bool control = at(0) == 0xc2 && at(1) < 0xa0;
  const bool overlong = (at(0) == 0xe0 && at(1) < 0xa0) || (at(0) == 0xf0 && at(1) < 0x90);
  const bool surrogate = at(0) == 0xed && at(1) >= 0xa0;
  const bool beyond = at(0) == 0xf4 && at(1) >= 0x90;
  return control || overlong || surrogate || beyond ? 0 : octets;
}

}  // namespace

PlaceNames::PlaceNames(std::vector<std::string> zones, std::vector<std::string> sites)
    : zones_(in_order(std::move(zones))), sites_(in_order(std::move(sites))) {
  assert(std::all_of(zones_.begin(), zones_.end(), is_name));
  assert(std::all_of(sites_.begin(), sites_.end(), is_name));
}

bool PlaceNames::is_name(std::string_view name) noexcept {
  if (name.empty() || name.size() > kNameOctetsMax || name == kNone) return false;
  if (name.front() == ' ' || name.back() == ' ') return false;
  while (!name.empty()) {
    const std::size_t octets = letter_octets(name);
    if (octets == 0) return false;
    name.remove_prefix(octets);
  }
  return true;
}

std::optional<Place> PlaceNames::zone(std::string_view name) const noexcept {
  return find(zones_, PlaceKind::zone, name);
}

std::optional<Place> PlaceNames::site(std::string_view name) const noexcept {
  return find(sites_, PlaceKind::site, name);
}

std::string PlaceNames::text_of(Place place) const {
  if (place == kNoZone) return std::string{kZone} + std::string{kNone};
  if (place.kind() == PlaceKind::zone) return std::string{kZone} + zones_.at(place.id());
  if (place.kind() == PlaceKind::site) return std::string{kSite} + sites_.at(place.id());
  return to_text(place);
}

std::optional<Place> PlaceNames::from_text(std::string_view text) const {
  if (text.starts_with(kZone)) {
    const std::string_view name = text.substr(kZone.size());
    return name == kNone ? std::optional{kNoZone} : zone(name);
  }
  if (text.starts_with(kSite)) return site(text.substr(kSite.size()));
  return place_from_text(text);
}

}  // namespace celltally
