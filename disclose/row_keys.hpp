#pragma once

#include <cstddef>
#include <functional>

#include "disclose/day_keys.hpp"
#include "disclose/listed_places.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/tally_key.hpp"

namespace celltally {

// Every number that a window of a statistic has by the operator's lists alone, so that neither a
// number's being there nor its noise tells anything: of flows all pairs of two zones, of origin
// all pairs and each zone with none, of roamers each zone with all country codes there may be. In
// the order of rows.
void each_row_key(Statistic statistic, const DayKeys& keys,
                  const std::function<void(const ListedPlaces::Listed&, const TallyKey&)>& visit);

// How many these are.
std::size_t count_row_keys(Statistic statistic, const DayKeys& keys);

}  // namespace celltally
