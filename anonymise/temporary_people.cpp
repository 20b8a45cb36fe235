#include "anonymise/temporary_people.hpp"

#include <span>

namespace celltally {

TemporaryPeople::TemporaryPeople(std::size_t people_max)
    : memory_((people_max + kWays - 1) / kWays) {}

void TemporaryPeople::note(const SignallingEvent& event) noexcept {
  TemporaryPerson& person = find_or_enter(event.person);
  person.last_second = event.at.seconds();
  for (const auto& each : std::span{person.sightings}.first(person.count)) {
    const bool same = each.cell == event.cell && each.kind == event.kind &&
                      each.presence == event.presence &&
                      each.at.seconds() / kSameSeconds == event.at.seconds() / kSameSeconds;
    if (same) return;
  }
  if (person.count == TemporaryPerson::kSightingsMax) {
    person.left_out = true;
    return;
  }
  person.sightings[person.count++] = {event.at, event.cell, event.kind, event.presence,
                                      event.protocol};
}

TemporaryPerson TemporaryPeople::take(Tag person) noexcept {
  for (TemporaryPerson& each : memory_.of(person.value)) {
    if (each.tag != person) continue;
    const TemporaryPerson taken = each;
    each = {};
    return taken;
  }
  return {};
}

TemporaryPerson& TemporaryPeople::find_or_enter(Tag person) noexcept {
  Bucket& bucket = memory_.of(person.value);
  std::size_t chosen = 0;
  for (std::size_t way = 0; way < kWays; ++way) {
    if (bucket[way].tag == person) return bucket[way];
    const bool free = !bucket[way].tag.known();
    const bool older = bucket[way].last_second < bucket[chosen].last_second;
    if (bucket[chosen].tag.known() && (free || older)) chosen = way;
  }
  if (bucket[chosen].tag.known()) ++evicted_;
  bucket[chosen] = {};
  bucket[chosen].tag = person;
  return bucket[chosen];
}

}  // namespace celltally
