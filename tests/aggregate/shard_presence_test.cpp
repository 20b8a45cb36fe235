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

// Where the one person of the events is counted at 12:30; 0 for nowhere.
std::uint64_t cell_at_half_past_twelve(const std::vector<SignallingEvent>& events) {
  PacketStream stream;
  for (const SignallingEvent& event : events) stream.push_back({event.at, event});
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
      {"at the same time: the smaller place", {seen(1, 6, at(12, 20)), seen(1, 5, at(12, 20))}, 5},
      {"60 minutes before", {seen(1, 5, at(11, 30))}, 5},
      {"60 minutes and a second before", {seen(1, 5, at(11, 29, 59))}, 0},
      {"60 minutes after", {seen(1, 1, at(11, 0)), seen(1, 5, at(13, 30))}, 5},
      {"60 minutes and a second after", {seen(2, 1, at(10, 0)), seen(1, 5, at(13, 30, 1))}, 0},
      {"last known, nearer, against exact",
       {seen(1, 5, at(12, 1)), seen(1, 6, at(12, 30), Presence::last_known)},
       5},
      {"a site, nearer, against last known",
       {seen(1, 5, at(12, 1), Presence::last_known), seen(1, 6, at(12, 30), Presence::area)},
       5},
      {"leaving ranks as last known",
       {seen(1, 5, at(12, 1), Presence::leaves), seen(1, 6, at(12, 2), Presence::last_known)},
       6},
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
