#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "tests/anonymise/fiveg_world.hpp"
#include "tests/anonymise/s11_messages.hpp"

// Joins of NGAP, PFCP and Gx against the truth: a made-up network knows which device each message
// is about. From octets on, through the product's decoders.

namespace celltally {
namespace {

using namespace test;
using N4 = FivegWorld::N4;
using Shape = FivegWorld::Shape;

// What became of the messages of one world, and who was where by what they tell: with what was
// taken back and restated, and, in hindsight, had everybody been known from the beginning.
class Joins {
 public:
  using Visit = std::tuple<Tag, Place, std::int64_t>;  // who, where, in which hour

  explicit Joins(int devices) {
    for (int i = 0; i < devices; ++i) {
      Probe probe;
      device_of_[probe.see(create_request(FivegWorld::imsi(i), 10)).person] = i;
    }
    identities_ = device_of_;
  }

  void add(const SignallingEvent& event, int device) {
    ++messages;
    people_.push_back(event.person);
    if (!event.person.known()) {
      ++misses;
      return;
    }
    ++(event.known_by == KnownBy::temporary ? temporary : hits);
    wrong += device_of_.try_emplace(event.person, device).first->second != device;
    if (counts(event)) visits_.insert(visit_of(event));
    if (counts(event)) told_.push_back(visit_of(event));
  }
  void revise(std::span<const SignallingEvent> revisions) {
    for (std::size_t i = 0; i + 1 < revisions.size(); i += 2) {
      ASSERT_EQ(revisions[i].revision, Revision::taken_back);
      ASSERT_EQ(revisions[i + 1].revision, Revision::restated);
      visits_.erase(visit_of(revisions[i]));
      visits_.insert(visit_of(revisions[i + 1]));
      later_[revisions[i].person] = revisions[i + 1].person;
    }
  }

  double share(int part) const { return static_cast<double>(part) / messages; }
  // Of messages whose person is known by an identity, sooner or later.
  double known_in_the_end() const {
    return share(static_cast<int>(std::ranges::count_if(
        people_, [this](Tag person) { return identities_.contains(in_the_end(person)); })));
  }
  const std::set<Visit>& visits() const { return visits_; }
  std::set<Visit> visits_in_hindsight() const {
    std::set<Visit> visits;
    for (auto [person, place, hour] : told_) visits.insert({in_the_end(person), place, hour});
    return visits;
  }

  int messages = 0;
  int hits = 0;       // the person by their permanent identity
  int temporary = 0;  // somebody by a temporary one
  int misses = 0;
  int wrong = 0;  // a tag that stands for another device, too

 private:
  static bool counts(const SignallingEvent& event) {
    return event.kind != EventKind::none && event.cell.known() &&
           event.presence != Presence::none && event.presence != Presence::intended;
  }
  static Visit visit_of(const SignallingEvent& event) {
    return {event.person, event.cell, event.at.seconds() / 3600};
  }
  Tag in_the_end(Tag person) const {
    for (auto later = later_.find(person); later != later_.end(); later = later_.find(person)) {
      person = later->second;
    }
    return person;
  }

  std::map<Tag, int> device_of_;
  std::map<Tag, int> identities_;
  std::map<Tag, Tag> later_;
  std::vector<Tag> people_;
  std::vector<Visit> told_;
  std::set<Visit> visits_;
};

struct Watch {
  int procedures = 2000;
  int unseen = 0;  // before the probe starts
};

// Returns how many temporary people were too many sightings for.
std::uint64_t watch(const Shape& shape, std::uint64_t seed, Watch how, Joins& joins) {
  FivegWorld world(seed, shape);
  WireProbe probe;
  for (int i = 0; i < how.unseen; ++i) world.next();
  for (int i = 0; i < how.procedures; ++i) {
    for (const FivegWorld::Told& told : world.next()) {
      const auto events = probe.see(told.message);
      joins.revise(probe.revisions());
      EXPECT_EQ(events.size(), 1u);
      if (told.device >= 0) joins.add(events.at(0), told.device);
    }
  }
  return probe.counters().merged_in_part;
}

struct Tapped {
  std::string_view name;
  Shape shape;
  // Of messages of any world, at least.
  double known;             // by an identity, at once
  double known_in_the_end;  // or later
};

// Where neither User ID nor Gx is seen, nobody is known but by SUCIs that are not concealed.
const Tapped kTapped[] = {
    {"N2, N4 with User ID, Gx", {}, 0.50, 0.62},
    {"N2, N4 without User ID, Gx", {.n4 = N4::nameless}, 0.50, 0.62},
    {"N2, N4 with User ID", {.gx = false}, 0.46, 0.58},
    {"N2, N4 without User ID", {.n4 = N4::nameless, .gx = false}, 0.04, 0.05},
    {"N2, Gx", {.n4 = N4::none}, 0.06, 0.07},
    {"N2", {.n4 = N4::none, .gx = false}, 0.03, 0.04},
    {"N2, where all can be read",
     {.n4 = N4::none, .gx = false, .null_suci_in_100 = 100, .open_in_100 = 100},
     0.95,
     0.95},
};

TEST(FivegWorld, JoinsNobodyWronglyWhateverIsTappedAndGivenAgain) {
  for (const Tapped& tapped : kTapped) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      SCOPED_TRACE(testing::Message() << tapped.name << ", seed " << seed);
      Joins joins(tapped.shape.devices);
      watch(tapped.shape, seed, {}, joins);
      EXPECT_EQ(joins.wrong, 0) << "of " << joins.messages;
      EXPECT_GT(joins.share(joins.hits), tapped.known);
      EXPECT_GT(joins.known_in_the_end(), tapped.known_in_the_end);
      EXPECT_GT(joins.share(joins.hits + joins.temporary), 0.97);
    }
  }
}

// An AMF's id that is lost with its gNB and given to another within a second looks like one that
// two taps tell of; in these worlds that happened.
TEST(FivegWorld, JoinsNobodyWronglyWhereIdsAreGivenAgainWithinSeconds) {
  for (const Tapped& tapped : kTapped) {
    for (const std::uint64_t seed : {32u, 51u, 55u}) {
      for (const std::int64_t step_s : {1, 2}) {
        Shape shape = tapped.shape;
        shape.step_s = step_s;
        Joins joins(shape.devices);
        watch(shape, seed, {}, joins);
        EXPECT_EQ(joins.wrong, 0) << tapped.name << ", seed " << seed << ", step " << step_s;
      }
    }
  }
}

TEST(FivegWorld, JoinsNobodyWronglyWhenTheProbeStartsInTheMiddle) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    Joins joins(Shape{}.devices);
    watch({}, seed, {.unseen = 500}, joins);
    EXPECT_EQ(joins.wrong, 0) << "of " << joins.messages;
    EXPECT_GT(joins.share(joins.hits), 0.45);
    EXPECT_GT(joins.share(joins.hits + joins.temporary), 0.92);
  }
}

// Of a hundred messages one is not seen: among them those that give an id to another.
TEST(FivegWorld, IsSeldomWrongWhereMessagesAreLost) {
  for (const Tapped& tapped : kTapped) {
    const bool core = tapped.shape.n4 != N4::none;
    Shape shape = tapped.shape;
    shape.lost_in_1000 = 10;
    shape.tmsi_rests_s = 7300;
    int messages = 0;
    int wrong = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      Joins joins(shape.devices);
      watch(shape, seed, {}, joins);
      messages += joins.messages;
      wrong += joins.wrong;
    }
    EXPECT_LT(wrong, messages / (core ? 300 : 150))
        << tapped.name << ": " << wrong << " of " << messages;
  }
}

// Worlds of an hour, so that nobody has more sightings than are remembered, or the world is left
// out.
TEST(FivegWorld, CountsWhoBecomesKnownAsIfKnownFromTheBeginning) {
  int worlds = 0;
  int temporary = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Joins joins(Shape{}.devices);
    if (watch({}, seed, {.procedures = 300}, joins) != 0) continue;
    ++worlds;
    temporary += joins.temporary;
    EXPECT_EQ(joins.visits(), joins.visits_in_hindsight()) << "seed " << seed;
  }
  EXPECT_GT(worlds, 40);
  EXPECT_GT(temporary, 10'000) << "who might have been counted twice";
}

}  // namespace
}  // namespace celltally
