#include "anonymise/temporary_people.hpp"

#include <span>

namespace celltally {

TemporaryPeople::TemporaryPeople(std::size_t people_max)
    : memory_((people_max + kWays - 1) / kWays) {}

void TemporaryPeople::note(const SignallingEvent& event) noexcept {
  Bucket& bucket = memory_.of(event.person.value);
  const std::size_t way = find_or_enter(bucket, event.person);
  Head& head = bucket.heads[way];
  head.last_second = static_cast<std::uint32_t>(event.at.seconds());
  if (head.left_out) return;  // nothing more can be said
  const std::int64_t when = event.at.seconds() / kSameSeconds;
  Sightings& sightings = bucket.sightings[way];
  for (const auto& each : std::span{sightings}.first(head.count)) {
    const bool same = each.cell == event.cell && each.kind == event.kind &&
                      each.presence == event.presence && each.at.seconds() / kSameSeconds == when;
    if (same) return;
  }
  if (head.count == TemporaryPerson::kSightingsMax) {
    head.left_out = true;
    return;
  }
  sightings[head.count++] = {event.at, event.cell, event.kind, event.presence, event.protocol};
}

TemporaryPerson TemporaryPeople::take(Tag person) noexcept {
  Bucket& bucket = memory_.of(person.value);
  for (std::size_t way = 0; way < kWays; ++way) {
    Head& head = bucket.heads[way];
    if (head.tag != person) continue;
    const TemporaryPerson taken{person, head.count, head.left_out, bucket.sightings[way]};
    head = {};
    bucket.sightings[way] = {};
    return taken;
  }
  return {};
}

std::size_t TemporaryPeople::find_or_enter(Bucket& bucket, Tag person) noexcept {
  std::size_t chosen = 0;
  for (std::size_t way = 0; way < kWays; ++way) {
    const Head& head = bucket.heads[way];
    if (head.tag == person) return way;
    const bool free = !head.tag.known();
    const bool older = head.last_second < bucket.heads[chosen].last_second;
    if (bucket.heads[chosen].tag.known() && (free || older)) chosen = way;
  }
  if (bucket.heads[chosen].tag.known()) ++evicted_;
  bucket.heads[chosen] = {.tag = person, .last_second = 0, .count = 0, .left_out = false};
  return chosen;
}

}  // namespace celltally
