// The example of aggregate/README.md.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "aggregate/shard.hpp"
#include "tests/aggregate/packet_stream.hpp"
#include "tests/aggregate/small_shard.hpp"

namespace celltally {
namespace {

using test::at;

// "cell=number, ..." for each statistic and hour that has any.
std::map<std::string, std::string> told(const std::vector<ClosedWindow>& windows) {
  std::map<std::string, std::string> all;
  for (const ClosedWindow& window : windows) {
    for (const Tally& tally : window.tallies) {
      if (!is_cell(tally.key.place.kind())) continue;
      const bool hourly = window.statistic == Statistic::presence;
      const std::int64_t hour = (window.window.from.seconds() - test::kNoon) / 3600 + 12;
      std::string& words = all[std::string{to_text(window.statistic)} +
                               (hourly ? " of " + std::to_string(hour) : "")];
      words += (words.empty() ? "" : ", ") + std::string{"ABCD"[tally.key.place.id() - 1]} + ' ' +
               std::to_string(tally.value);
    }
  }
  return all;
}

TEST(WorkedExample, IsTrue) {
  std::vector<SignallingEvent> events{test::seen(1, 1, at(12, 10)), test::seen(1, 2, at(12, 20)),
                                      test::seen(1, 2, at(12, 24)), test::seen(1, 3, at(12, 40)),
                                      test::seen(1, 4, at(12, 31), Presence::last_known)};
  events[0].kind = EventKind::attach;
  events[1].kind = events[3].kind = EventKind::handover;
  events[4].kind = EventKind::session_modify;
  test::PacketStream stream;
  for (const SignallingEvent& event : events) stream.push_back({event.at, event});
  stream.back().at = at(12, 40, 20);
  stream.push_back({at(15, 0), std::nullopt});
  Shard shard(test::small(), test::utc());
  auto all = told(test::windows_of(stream, shard));
  EXPECT_EQ(all["events"], "A 1, B 1, B 1, C 1, D 1");
  EXPECT_EQ(all["presence of 12"], "D 1");
  EXPECT_EQ(all["presence of 13"], "C 1");
  EXPECT_EQ(all.count("presence of 14"), 0u);
  EXPECT_EQ(all["visitors"], "B 1");
  EXPECT_EQ(all["dwell"], "B 1");
}

}  // namespace
}  // namespace celltally
