#pragma once

#include <array>
#include <compare>
#include <string>
#include <string_view>

#include "vocabulary/place_names.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/tally_key.hpp"

namespace celltally {

// All that a row may be about beside its place, in the order of columns in every output. A row has
// at most one of them, and which follows from its statistic; events have a kind or a service.
inline constexpr std::array<std::string_view, 7> kRowKeyNames{
    "kind", "service", "class", "origin", "destination", "segment", "country"};

// The one further thing that a row is about, as it is written: "kind" and "attach".
struct RowKey {
  std::string_view name;  // one of kRowKeyNames; empty: there is none, and no word
  // "15-30", "zone:old town"; of origin "unknown" too. Needs no escaping in JSON or CSV.
  std::string word;

  friend auto operator<=>(const RowKey&, const RowKey&) = default;
};

// REQUIRES: the key's zones are of these names.
RowKey row_key_of(Statistic statistic, const TallyKey& key, const PlaceNames& names);

// Whether a row of this statistic may be about that; which zones there are it does not know.
bool is_row_key(Statistic statistic, std::string_view name, std::string_view word);

// The name that all rows of a statistic have; of events, that most have.
std::string_view row_key_name(Statistic statistic) noexcept;

// Whether a text names a zone: "zone:old town", "zone:none".
bool is_zone_text(std::string_view text) noexcept;

// Whether a row of this statistic may have this place: cells of events; cells, sites or zones of
// presence, visitors and dwell; zones of the others; and of quality none, an empty text.
bool is_row_place(Statistic statistic, std::string_view text);

}  // namespace celltally
