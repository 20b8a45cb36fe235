#include "vocabulary/row_key.hpp"

namespace celltally {

namespace {

constexpr std::string_view kUnknown = "unknown";
constexpr std::string_view kZone = "zone:";
constexpr std::string_view kSite = "site:";

}  // namespace

RowKey row_key_of(Statistic statistic, const TallyKey& key, const PlaceNames& names) {
  if (statistic == Statistic::flows) return {"destination", names.text_of(key.other)};
  if (statistic == Statistic::origin) {
    return {"origin", key.other.known() ? names.text_of(key.other) : std::string{kUnknown}};
  }
  return {key_of(statistic, key.detail), to_text(statistic, key.detail)};
}

bool is_row_key(Statistic statistic, std::string_view name, std::string_view word) {
  // Older probes did not tell visitors apart.
  const bool may_be_none = row_key_name(statistic).empty() || statistic == Statistic::visitors;
  if (name.empty()) return word.empty() && may_be_none;
  if (statistic == Statistic::flows) return name == "destination" && is_zone_text(word);
  if (statistic == Statistic::origin) {
    return name == "origin" && (word == kUnknown || is_zone_text(word));
  }
  return detail_from_text(statistic, name, word).has_value();
}

std::string_view row_key_name(Statistic statistic) noexcept {
  if (statistic == Statistic::flows) return "destination";
  if (statistic == Statistic::origin) return "origin";
  return key_of(statistic, {});
}

bool is_zone_text(std::string_view text) noexcept {
  if (!text.starts_with(kZone)) return false;
  const std::string_view name = text.substr(kZone.size());
  return name == "none" || PlaceNames::is_name(name);
}

bool is_row_place(Statistic statistic, std::string_view text) {
  switch (statistic) {
    case Statistic::quality: return text.empty();
    case Statistic::events: return place_from_text(text).has_value();
    case Statistic::presence:
    case Statistic::visitors:
    case Statistic::dwell:
      if (text.starts_with(kSite)) return PlaceNames::is_name(text.substr(kSite.size()));
      return is_zone_text(text) || place_from_text(text).has_value();
    default: return is_zone_text(text);
  }
}

}  // namespace celltally
