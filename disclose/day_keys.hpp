#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/closed_day.hpp"
#include "disclose/listed_places.hpp"
#include "vocabulary/detail.hpp"

namespace celltally {

// Which rows every window of a day has: fixed for the day, so that a row is there whether or not
// somebody came (has_every_row). Stays inside disclose/.
struct DayKeys {
  ListedPlaces places;
  std::vector<Detail> events;  // kinds and services, each once; sorted by key, then word

  // What a place has a row for each of; sorted by word. One that says nothing for statistics that
  // tell nothing apart. REQUIRES: has_every_row(statistic).
  std::vector<Detail> details(Statistic statistic) const;
};

// Each once, sorted by key ("kind" before "service"), then word.
std::vector<Detail> in_order_of_words(std::vector<Detail> events);

// Places: those of `list`, and of the cells seen that day, which are in no site or zone when they
// are not listed. Kinds and services of events: those that at least `people_min` people are behind
// in some cell and hour of the day, so that a listed kind tells no more than its published row
// does.
// REQUIRES: day.complete(); people_min >= 1.
DayKeys keys_of(const ClosedDay& day, PlaceList list, std::uint64_t people_min);

}  // namespace celltally
