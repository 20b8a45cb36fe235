// Where a person is counted in an hour.

#include <gtest/gtest.h>

#include <vector>

#include "aggregate/shard.hpp"
#include "tests/aggregate/packet_stream.hpp"
#include "tests/aggregate/small_shard.hpp"

namespace celltally {
namespace {

using test::at;
using test::PacketStream;
using test::seen;
using test::small;
using test::utc;

SignallingEvent arrived(std::uint64_t person, std::uint64_t cell, Timestamp at) {
  SignallingEvent event = seen(person, cell, at);
  event.kind = EventKind::attach;
  return event;
}

SignallingEvent temporary(std::uint64_t cell, Timestamp at,
                          EventKind kind = EventKind::area_update) {
  SignallingEvent event = seen(1, cell, at);
  event.kind = kind;
  event.known_by = KnownBy::temporary;
  return event;
}

constexpr EventKind kPeriodic = EventKind::periodic_update;

// Where the one person of the events is counted at 12:30; 0 for nowhere.
std::uint64_t cell_at_half_past_twelve(const std::vector<SignallingEvent>& events) {
  PacketStream stream;
  for (const SignallingEvent& event : events) stream.push_back({event.at, event});
  stream.insert(stream.begin(), {at(11, 0), std::nullopt});
  stream.push_back({at(14, 10), std::nullopt});
  Shard shard(small(), utc());
  for (const ClosedWindow& window : test::windows_of(stream, shard)) {
    if (window.statistic != Statistic::presence || window.window.from != at(12, 0)) continue;
    EXPECT_LE(window.tallies.size(), 1u);
    return window.tallies.empty() ? 0 : window.tallies.front().key.place.id();
  }
  ADD_FAILURE() << "no window";
  return 0;
}

TEST(ShardPresence, IsWhereTheNearestEventToHalfPastWas) {
  struct Case {
    const char* name;
    std::vector<SignallingEvent> events;
    std::uint64_t cell;
  };
  const Case cases[] = {
      {"one event", {seen(1, 5, at(12, 1))}, 5},
      {"the nearer one later", {seen(1, 5, at(12, 1)), seen(1, 6, at(12, 40))}, 6},
      {"the nearer one earlier", {seen(1, 5, at(12, 21)), seen(1, 6, at(12, 40))}, 5},
      {"as near: the earlier", {seen(1, 6, at(12, 20)), seen(1, 5, at(12, 40))}, 6},
      {"as near, the earlier comes last",
       {seen(1, 5, at(12, 30, 30)), seen(1, 6, at(12, 29, 30))},
       6},
      {"at the same time: the first that was told",
       {seen(1, 6, at(12, 20)), seen(1, 5, at(12, 20))},
       6},
      {"60 minutes before", {seen(1, 5, at(11, 30))}, 5},
      {"60 minutes and a second before", {seen(1, 5, at(11, 29, 59))}, 0},
      {"60 minutes after", {seen(1, 1, at(11, 0)), seen(1, 5, at(13, 30))}, 5},
      {"60 minutes and a second after", {seen(2, 1, at(10, 0)), seen(1, 5, at(13, 30, 1))}, 0},
      {"last known, much later than exact",
       {seen(1, 5, at(12, 1)), seen(1, 6, at(12, 30), Presence::last_known)},
       6},
      {"last known, soon after exact",
       {seen(1, 5, at(12, 28)), seen(1, 6, at(12, 30), Presence::last_known)},
       5},
      {"left before", {seen(1, 5, at(12, 1)), seen(1, 5, at(12, 20), Presence::leaves)}, 0},
      {"left after", {seen(1, 5, at(12, 1)), seen(1, 5, at(12, 40), Presence::leaves)}, 5},
      {"left, and seen elsewhere",
       {seen(1, 5, at(12, 1), Presence::leaves), seen(1, 6, at(12, 2), Presence::last_known)},
       6},
      {"came later", {arrived(1, 5, at(12, 31))}, 0},
      {"came later, had been elsewhere", {seen(1, 6, at(12, 1)), arrived(1, 5, at(12, 31))}, 6},
      {"within a visit of two events", {seen(1, 5, at(11, 40)), seen(1, 5, at(13, 25))}, 5},
      {"a temporary identity's last event 7.5 minutes before",
       {temporary(6, at(12, 1)), temporary(5, at(12, 22, 30))},
       5},
      {"and a second more", {temporary(6, at(12, 1)), temporary(5, at(12, 22, 29))}, 0},
      {"its first event 7.5 minutes after",
       {temporary(5, at(12, 37, 30)), temporary(6, at(12, 50))},
       5},
      {"and a second more", {temporary(5, at(12, 37, 31)), temporary(6, at(12, 50))}, 0},
      {"its last event a periodic update half an hour before",
       {temporary(6, at(11, 1)), temporary(5, at(12, 0), kPeriodic)},
       5},
      {"and a second more", {temporary(6, at(11, 1)), temporary(5, at(11, 59, 59), kPeriodic)}, 0},
      {"its first event a periodic update half an hour after",
       {temporary(5, at(13, 0), kPeriodic), temporary(6, at(13, 1))},
       5},
      {"and a second more", {temporary(5, at(13, 0, 1), kPeriodic), temporary(6, at(13, 1))}, 0},
      {"its last event such an update, an earlier one is told after it",
       {temporary(5, at(12, 0), kPeriodic), temporary(6, at(11, 59))},
       5},
      {"its first event such an update, told after a later one",
       {temporary(6, at(13, 1)), temporary(5, at(13, 0), kPeriodic)},
       5},
      {"its last event told after such an update",
       {temporary(5, at(12, 1)), temporary(6, at(12, 0), kPeriodic)},
       0},
      {"between two events of a temporary identity",
       {temporary(5, at(11, 40)), temporary(6, at(13, 25))},
       5},
      {"a site alone", {seen(1, 5, at(12, 1), Presence::area)}, 5},
      {"paging proves nothing", {seen(1, 5, at(12, 1)), seen(1, 6, at(12, 30), Presence::none)}, 5},
      {"nor does a planned handover",
       {seen(1, 5, at(12, 1)), seen(1, 6, at(12, 30), Presence::intended)},
       5},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(cell_at_half_past_twelve(one.events), one.cell) << one.name;
  }
}

}  // namespace
}  // namespace celltally
