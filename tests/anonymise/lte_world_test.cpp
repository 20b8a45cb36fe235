#include <gtest/gtest.h>

#include <cstdint>
#include <map>

#include "tests/anonymise/lte_world.hpp"
#include "tests/anonymise/probe.hpp"

// Joins against the truth: a made-up network knows which device each message is about.

namespace celltally {
namespace {

using namespace test;

struct Joins {
  int messages = 0;
  int hits = 0;       // the person by their permanent identity
  int temporary = 0;  // somebody by a temporary one
  int misses = 0;
  int wrong = 0;  // a tag that stands for another device, too

  double share(int part) const { return static_cast<double>(part) / messages; }
};

Joins joins_of(const LteWorld::Shape& shape, std::uint64_t seed, int procedures = 6000) {
  LteWorld world(seed, shape);
  Probe probe;
  std::map<Tag, int> device_of;
  Joins joins;
  for (int i = 0; i < procedures; ++i) {
    for (const LteWorld::Told& told : world.next()) {
      const SignallingEvent event = probe.see(told.message);
      if (told.device < 0) continue;
      ++joins.messages;
      if (!event.person.known()) {
        ++joins.misses;
        continue;
      }
      ++(event.known_by == KnownBy::temporary ? joins.temporary : joins.hits);
      const auto [known, fresh] = device_of.try_emplace(event.person, told.device);
      joins.wrong += known->second != told.device;
    }
  }
  return joins;
}

TEST(LteWorld, JoinsNobodyWronglyWhateverIsGivenAgain) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Joins joins = joins_of({}, seed);
    EXPECT_EQ(joins.wrong, 0) << "seed " << seed << " of " << joins.messages;
    EXPECT_GT(joins.share(joins.hits), 0.88) << "seed " << seed;
  }
}

TEST(LteWorld, KnowsMostWhereTheCoreIsNotTapped) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Joins joins = joins_of({.core_is_tapped = false}, seed);
    EXPECT_EQ(joins.wrong, 0) << "seed " << seed << " of " << joins.messages;
    EXPECT_GT(joins.share(joins.hits + joins.temporary), 0.95) << "seed " << seed;
  }
}

TEST(LteWorld, IsSeldomWrongWhereMessagesAreLost) {
  int messages = 0;
  int wrong = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Joins joins = joins_of({.lost_in_1000 = 10}, seed);
    messages += joins.messages;
    wrong += joins.wrong;
  }
  EXPECT_LT(wrong, messages / 1000) << wrong << " of " << messages;
}

}  // namespace
}  // namespace celltally
