#pragma once

#include <cstdint>
#include <type_traits>

#include "aggregate/event_gaps.hpp"
#include "aggregate/hour_mark.hpp"
#include "aggregate/visit.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// What a shard knows of one person, or thing, today: one cache line, all zero at first.
struct alignas(64) Person {
  Tag tag;
  Visit now;   // the visit that goes on, when `visits`
  Visit held;  // one event that seems too far away, when `holds`: see VisitRules
  EventGaps gaps;
  HourMark mark;             // the latest: most events repeat it
  std::uint32_t log;         // the visits before `now`, a list of the shard's LogBlocks<Visit>
  std::uint32_t marks;       // others of the open hours, a list of the shard's LogBlocks<HourMark>
  std::uint32_t draw;        // see PersonDay
  std::uint32_t visits : 1;  // was seen somewhere
  std::uint32_t holds : 1;
  std::uint32_t machine : 1;       // a thing: once it is known as such, for the rest of the day
  std::uint32_t temporary : 1;     // known by a temporary identity alone: see cell_at()
  std::uint32_t first_update : 1;  // their earliest event was a periodic update
  std::uint32_t last_update : 1;   // their latest
  std::uint32_t acts : 1;          // `gaps` has acts, no reports of the cell
  std::uint32_t guest : 1;
  std::uint32_t home_known : 1;
  std::uint32_t country : 10;   // the home network's, when `guest`
  std::uint32_t segment : 4;    // PopulationSegment's code
  std::uint32_t unsettled : 1;  // may have visits that VisitPruner did not find settled yet
};

static_assert(sizeof(Person) == 64);
static_assert(std::is_trivially_copyable_v<Person>);

}  // namespace celltally
