#include "anonymise/temporary_people.hpp"

#include <algorithm>

namespace celltally {

TemporaryPeople::TemporaryPeople(std::size_t people_max)
    : memory_((people_max + kWays - 1) / kWays) {}

void TemporaryPeople::note(const SignallingEvent& event) noexcept {
  Bucket& bucket = memory_.of(event.person.value);
  const std::size_t way = find_or_enter(bucket, event.person);
  Head& head = bucket.heads[way];
  head.last_second = static_cast<std::uint32_t>(event.at.seconds());
  Sightings& sightings = bucket.sightings[way];
  if (is_one_of(sightings, head.count, event)) return;
  if (head.count == sightings.size()) leave_out_oldest(head, sightings, event);
  if (head.count == sightings.size()) return;
  sightings[head.count++] = {.at = event.at,
                             .cell = event.cell,
                             .kind = event.kind,
                             .presence = event.presence,
                             .protocol = event.protocol,
                             .service = event.service,
                             .lasts_s = 0};
}

// Looks back from the newest. A sighting before one of another cell stays as long as it is: else it
// would reach over that one.
bool TemporaryPeople::is_one_of(Sightings& sightings, std::size_t count,
                                const SignallingEvent& event) noexcept {
  const std::int64_t when = event.at.seconds() / kSameSeconds;
  bool stayed = true;
  for (std::size_t i = count; i-- > 0;) {
    TemporaryPerson::Sighting& each = sightings[i];
    stayed = stayed && each.cell == event.cell;
    const bool same = each.cell == event.cell && each.kind == event.kind &&
                      each.presence == event.presence && each.service == event.service &&
                      each.at.seconds() / kSameSeconds == when;
    if (!same) continue;
    if (!stayed) return true;
    const std::int64_t last = std::max(each.at.seconds() + each.lasts_s, event.at.seconds());
    each.at = std::min(each.at, event.at);
    each.lasts_s = static_cast<std::uint16_t>(last - each.at.seconds());
    return true;
  }
  return false;
}

// The newest are of windows that are still open. REQUIRES: there is no room.
void TemporaryPeople::leave_out_oldest(Head& head, Sightings& sightings,
                                       const SignallingEvent& event) noexcept {
  head.left_out = true;
  const auto oldest = std::ranges::min_element(sightings, {}, &TemporaryPerson::Sighting::at);
  if (event.at < oldest->at) return;
  std::move(oldest + 1, sightings.end(), oldest);
  --head.count;
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
