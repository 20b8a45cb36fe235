#include "outbox/outbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/outbox/outbox_fixture.hpp"

namespace celltally {
namespace {

using test::after_hour;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class OutboxQuarantine : public test::OutboxFixture {};

TEST_F(OutboxQuarantine, QuarantinesWhatIsDamagedAndTheNextOneSaysSo) {
  {
    Outbox first = opened(after_hour(0));
    for (int hour = 0; hour < 4; ++hour) add(first, hour);
  }
  const auto damaged = file_of(first_ + 1);
  const auto newest = file_of(first_ + 3);
  test::put(damaged, test::text_of(damaged) + " ");
  test::put(newest, "");
  Outbox outbox = opened(after_hour(4));
  EXPECT_EQ(outbox.counters().quarantined, 2u);
  EXPECT_EQ(outbox.counters().waiting, 2u);
  EXPECT_EQ(outbox.counters().undeclared, 2u);
  const std::string after = ".after." + sequence_digits(first_ + 3);
  EXPECT_THAT(state().quarantined,
              ElementsAre(damaged.filename().string() + after, newest.filename().string() + after));
  add(outbox, 4);
  EXPECT_THAT(state().sequences(), ElementsAre(first_, first_ + 2, first_ + 4));
  const SegmentHeader header = state().segments.at(first_ + 4).header;
  EXPECT_EQ(header.dropped, (SegmentHeader::Dropped{2, first_ + 1, first_ + 3}));
  EXPECT_EQ(header.previous, state().segments.at(first_ + 2).sha256);
  add(outbox, 5);
  EXPECT_EQ(state().declared(), 2u) << "once";
}

TEST_F(OutboxQuarantine, DoesNotDeclareADamagedOneThatWasDelivered) {
  {
    Outbox first = opened(after_hour(0));
    for (int hour = 0; hour < 4; ++hour) add(first, hour);
  }
  test::put(file_of(first_ + 1), "");
  Outbox outbox = opened(after_hour(4), first_ + 1);
  add(outbox, 4);
  EXPECT_EQ(outbox.counters().quarantined, 1u);
  EXPECT_EQ(state().declared(), 0u);
}

// The next start comes before anything was written after it.
TEST_F(OutboxQuarantine, DoesNotTakeTheNumberOfOneInQuarantineAgain) {
  {
    Outbox first = opened(after_hour(0));
    for (int hour = 0; hour < 3; ++hour) add(first, hour);
  }
  test::put(file_of(first_ + 2), "x");
  { const Outbox second = opened(after_hour(3)); }
  Outbox third = opened(after_hour(3));
  EXPECT_EQ(third.counters().undeclared, 1u);
  add(third, 3);
  EXPECT_THAT(state().sequences(), ElementsAre(first_, first_ + 1, first_ + 3));
  EXPECT_EQ(state().declared(), 1u);
}

TEST_F(OutboxQuarantine, DeclaresNothingTwiceThoughItsNameCannotBeRemoved) {
  {
    Outbox first = opened(after_hour(0));
    for (int hour = 0; hour < 3; ++hour) add(first, hour);
  }
  // Cannot be unlinked; it says that the third segment has declared it.
  std::filesystem::create_directory(folder_ + to_text(DroppedName{first_ - 1, first_ + 1}));
  Outbox outbox = opened(after_hour(3));
  add(outbox, 3);
  EXPECT_EQ(state().declared(), 0u);
  EXPECT_EQ(outbox.counters().undeclared, 0u);
  EXPECT_THAT(outbox.trouble(), ::testing::EndsWith(": cannot be removed: Is a directory"));
}

TEST_F(OutboxQuarantine, BoundsTheQuarantine) {
  limits_.quarantined_most = 2;
  {
    Outbox first = opened(after_hour(0));
    for (int hour = 0; hour < 6; ++hour) add(first, hour);
  }
  for (std::uint64_t i = 0; i < 5; ++i) test::put(file_of(first_ + i), "x");
  Outbox outbox = opened(after_hour(6));
  outbox.tick(after_hour(6));
  EXPECT_THAT(state().quarantined, SizeIs(5u)) << "not before they are declared";
  add(outbox, 6);
  add(outbox, 7);
  EXPECT_THAT(state().quarantined, SizeIs(2u));
  EXPECT_EQ(outbox.counters().quarantine_removed, 3u);
  EXPECT_EQ(state().declared(), 5u);
}

TEST_F(OutboxQuarantine, TakesTheFirstOfTwoWithOneNumber) {
  {
    Outbox first = opened(after_hour(0));
    add(first, 0);
    add(first, 1);
  }
  const SegmentName other{first_, Statistic::visitors, test::kFour};
  test::put(folder_ + to_text(other), "x");
  Outbox outbox = opened(after_hour(2));
  add(outbox, 2);
  EXPECT_EQ(state().declared(), 0u) << "its number is not lost";
  EXPECT_THAT(state().quarantined, ElementsAre(to_text(other)));
}

}  // namespace
}  // namespace celltally
