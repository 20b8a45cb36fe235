// Who is counted by a temporary tag and turns out to be somebody else is counted as if that had
// been known from the beginning.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <span>
#include <vector>

#include "aggregate/shard.hpp"
#include "tests/aggregate/packet_stream.hpp"

namespace celltally {

namespace {

constexpr std::int64_t kNoon = 1'767'268'800;  // 2026-01-01 12:00 UTC

SignallingEvent seen(std::uint64_t person, std::uint64_t place, std::int64_t second) {
  SignallingEvent event;
  event.at = Timestamp::from_seconds(kNoon + second);
  event.kind = EventKind::attach;
  event.presence = Presence::exact;
  event.person = {person};
  event.known_by = person >= 1000 ? KnownBy::temporary : KnownBy::session;
  event.cell = test::cell(place);
  event.home = Plmn{0x02f839};
  return event;
}

SignallingEvent revised(SignallingEvent event, std::uint64_t person, Revision revision) {
  event.person = {person};
  event.known_by = person >= 1000 ? KnownBy::temporary : KnownBy::session;
  event.revision = revision;
  return event;
}

struct Counted {
  Shard shard{limits(), Calendar::in_zone("UTC").value()};

  static Shard::Limits limits() {
    Shard::Limits limits;
    limits.people_max = 1000;
    limits.cells_max = 100;
    limits.visits_max = 10'000;
    return limits;
  }

  Counted() { shard.count(std::span<const SignallingEvent>{}, Timestamp::from_seconds(kNoon)); }

  void see(const std::vector<SignallingEvent>& events) {
    shard.count(events, Timestamp::from_seconds(kNoon + 3500));
  }
  // It was `person` all the time.
  void merge(const std::vector<SignallingEvent>& sightings, std::uint64_t person) {
    std::vector<SignallingEvent> revisions;
    for (const SignallingEvent& each : sightings) {
      revisions.push_back(revised(each, each.person.value, Revision::taken_back));
      revisions.push_back(revised(each, person, Revision::restated));
    }
    see(revisions);
  }
};

// Who is seen by a temporary identity first and found out then, as most are, is counted in all
// windows as if that had been known from the beginning.
TEST(ShardRevision, CountsAsIfItHadBeenKnownFromTheBeginning) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    std::mt19937_64 random{seed};
    Counted merged;
    Counted known;
    std::vector<std::vector<SignallingEvent>> of_temporary(10);
    std::vector<bool> found_out(10);
    for (std::int64_t second = 0; second < 3500; second += 7) {
      const std::uint64_t person = random() % 10;
      const std::uint64_t place = 1 + random() % 6;
      SignallingEvent event = seen(found_out[person] ? person + 1 : person + 1000, place, second);
      event.kind = static_cast<EventKind>(1 + random() % (kEventKinds - 1));
      event.service = static_cast<ServiceClass>(random() % kServiceClasses);
      merged.see({event});
      if (!found_out[person]) {
        of_temporary[person].push_back(event);
        found_out[person] = random() % 7 == 0;
        if (found_out[person]) merged.merge(of_temporary[person], person + 1);
      }
      event.person = {person + 1};
      event.known_by = KnownBy::session;
      known.see({event});
    }
    for (std::uint64_t i = 0; i < 10; ++i) {
      if (!found_out[i]) merged.merge(of_temporary[i], i + 1);
    }
    EXPECT_EQ(merged.shard.close_all(), known.shard.close_all()) << "seed " << seed;
    EXPECT_EQ(merged.shard.counters().counted_person, known.shard.counters().counted_person);
    EXPECT_EQ(merged.shard.counters().revision_lost, 0u);
  }
}

// Where events of both are mixed, a sighting in the middle of a visit elsewhere is left out; people
// behind events are right all the same.
TEST(ShardRevision, PutsThePeopleBehindEventsRightWhateverCameFirst) {
  const auto events_of = [](Shard& shard) {
    std::vector<ClosedWindow> events;
    for (ClosedWindow& each : shard.close_all()) {
      if (each.statistic == Statistic::events) events.push_back(std::move(each));
      if (each.statistic == Statistic::visitors) {
        EXPECT_EQ(each.people, 10u);
      }
    }
    return events;
  };
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    std::mt19937_64 random{seed};
    Counted merged;
    Counted known;
    std::vector<std::vector<SignallingEvent>> of_temporary(30);
    for (int i = 0; i < 300; ++i) {
      const std::uint64_t temporary = random() % of_temporary.size();
      const std::uint64_t person = 1 + temporary % 10;
      SignallingEvent event = seen(random() % 3 == 0 ? person : 1000 + temporary, 1 + random() % 6,
                                   static_cast<std::int64_t>(random() % 3500));
      event.kind = static_cast<EventKind>(1 + random() % (kEventKinds - 1));
      merged.see({event});
      if (event.person.value >= 1000) of_temporary[temporary].push_back(event);
      event.person = {person};
      known.see({event});
    }
    for (std::size_t i = 0; i < of_temporary.size(); ++i) merged.merge(of_temporary[i], 1 + i % 10);
    EXPECT_EQ(events_of(merged.shard), events_of(known.shard)) << "seed " << seed;
    EXPECT_EQ(merged.shard.counters().revision_lost, 0u);
  }
}

TEST(ShardRevision, LeavesOthersInTheSameCellAlone) {
  Counted counted;
  counted.see({seen(1000, 1, 60), seen(7, 1, 60), seen(1000, 2, 90)});
  counted.merge({seen(1000, 1, 60), seen(1000, 2, 90)}, 7);
  const auto windows = counted.shard.close_all();
  for (const ClosedWindow& window : windows) {
    if (window.statistic == Statistic::visitors) {
      EXPECT_EQ(window.people, 1u);
    }
    for (const Tally& tally : window.tallies) EXPECT_EQ(tally.people, 1u);
    if (window.statistic == Statistic::presence) {
      EXPECT_EQ(window.tallies.size(), 1u);
    }
  }
}

TEST(ShardRevision, SaysHowManyWereCountedByATemporaryTag) {
  Counted counted;
  counted.see({seen(1000, 1, 60), seen(7, 1, 60)});
  EXPECT_EQ(counted.shard.counters().counted_person, 2u);
  EXPECT_EQ(counted.shard.counters().counted_temporary, 1u);
}

TEST(ShardRevision, ReachesTheDaysVisitorsWhenTheHourIsClosed) {
  Counted counted;
  counted.see({seen(1000, 1, 60), seen(7, 1, 60)});
  counted.shard.close(Timestamp::from_seconds(kNoon + 3 * 3600));
  counted.merge({seen(1000, 1, 60)}, 7);
  const auto windows = counted.shard.close_all();
  ASSERT_FALSE(windows.empty());
  EXPECT_EQ(windows.back().statistic, Statistic::visitors);
  EXPECT_EQ(windows.back().people, 1u);
}

TEST(ShardRevision, LosesWhatIsOfAnotherDay) {
  Counted counted;
  counted.merge({seen(1000, 1, -86'400)}, 7);
  EXPECT_EQ(counted.shard.counters().revision_lost, 2u);
}

TEST(ShardRevision, RestatesForAMachineAmongMachines) {
  Counted counted;
  counted.see({seen(1000, 1, 60)});
  SignallingEvent machine = revised(seen(1000, 1, 60), 7, Revision::restated);
  machine.machine = MachineHint::device;
  counted.see({revised(seen(1000, 1, 60), 1000, Revision::taken_back), machine});
  for (const ClosedWindow& window : counted.shard.close_all()) {
    EXPECT_EQ(window.people, 0u);
    const bool told =
        window.statistic == Statistic::events || window.statistic == Statistic::machines;
    EXPECT_EQ(window.tallies.size(), told ? 1u : 0u) << to_text(window.statistic);
    if (window.statistic == Statistic::events) {
      EXPECT_EQ(window.tallies.front().people, 0u);
    }
  }
}

TEST(ShardRevision, TakesBackAllCellsAtOnce) {
  Counted counted;
  counted.see({seen(1000, 1, 60), seen(1000, 2, 400), seen(1000, 3, 800)});
  counted.see({revised(seen(1000, 2, 400), 1000, Revision::taken_back)});
  for (const ClosedWindow& window : counted.shard.close_all()) {
    EXPECT_EQ(window.people, 0u);
    for (const Tally& tally : window.tallies) EXPECT_EQ(tally.people, 0u);
  }
}

TEST(ShardRevision, IsAboutWhatCameBeforeItInTheSameBurst) {
  Counted counted;
  counted.see({seen(1000, 1, 60), revised(seen(1000, 1, 60), 1000, Revision::taken_back),
               revised(seen(1000, 1, 60), 7, Revision::restated), seen(7, 1, 90)});
  EXPECT_EQ(counted.shard.close_all().back().people, 1u);
}

TEST(ShardRevision, TakesBackOnceWhatIsToldTwice) {
  Counted counted;
  counted.see({seen(1000, 1, 60), seen(8, 1, 60)});
  counted.see({revised(seen(1000, 1, 60), 1000, Revision::taken_back),
               revised(seen(1000, 1, 60), 1000, Revision::taken_back)});
  EXPECT_EQ(counted.shard.close_all().back().people, 1u);
}

TEST(ShardRevision, CountsWhoComesBackAfterBeingTakenBack) {
  Counted counted;
  counted.see({seen(1000, 1, 60)});
  counted.see({revised(seen(1000, 1, 60), 1000, Revision::taken_back), seen(1000, 1, 120)});
  EXPECT_EQ(counted.shard.close_all().back().people, 1u);
}

}  // namespace
}  // namespace celltally
