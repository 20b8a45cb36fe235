#include "outbox/outbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <string>

#include "tests/outbox/outbox_fixture.hpp"

namespace celltally {
namespace {

using test::after_hour;
using test::FaultyCalls;
using test::FolderState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class OutboxTest : public test::OutboxFixture {};

TEST_F(OutboxTest, NumbersSegmentsFromTheSecondsWhenItWasEmptyAndChainsThem) {
  Outbox outbox = opened(after_hour(0));
  for (int hour = 0; hour < 3; ++hour) EXPECT_EQ(add(outbox, hour), Outbox::Stored::on_disk);
  const FolderState now = state();
  EXPECT_THAT(now.sequences(), ElementsAre(first_, first_ + 1, first_ + 2));
  EXPECT_EQ(now.segments.at(first_).header.previous, std::string(64, '0'));
  now.expect_chained();
  EXPECT_EQ(now.declared(), 0u);
  EXPECT_THAT(now.others, IsEmpty());
  EXPECT_EQ(outbox.trouble(), "");
  const OutboxCounters counters = outbox.counters();
  EXPECT_EQ(counters.handed_in, 3u);
  EXPECT_EQ(counters.written, 3u);
  EXPECT_EQ(counters.waiting, 3u);
  EXPECT_EQ(counters.bytes, counters.written_bytes);
  EXPECT_EQ(counters.oldest_waiting, test::hour(0).to);
}

// Whoever reads refuses it, and a probe that starts again would put it into quarantine.
TEST_F(OutboxTest, DropsAndDeclaresAWindowThatIsTooLongForASegment) {
  limits_.segment_most = 2000;
  Outbox outbox = opened(after_hour(0));
  auto window = test::presence(0, 20);
  outbox.add(window.about, window.rows, after_hour(0));
  EXPECT_THAT(outbox.trouble(), ::testing::HasSubstr("a window of 23 rows is longer than"));
  EXPECT_EQ(add(outbox, 1), Outbox::Stored::on_disk);
  EXPECT_THAT(state().sequences(), ElementsAre(first_ + 1));
  EXPECT_EQ(state().declared(), 1u);
  EXPECT_EQ(outbox.counters().dropped_for_length, 1u);
  EXPECT_EQ(outbox.counters().undeclared, 0u);
}

TEST_F(OutboxTest, GoesOnWhereItStopped) {
  {
    Outbox first = opened(after_hour(0));
    add(first, 0);
  }
  Outbox second = opened(after_hour(100));
  EXPECT_EQ(second.counters().waiting, 1u);
  add(second, 1);
  EXPECT_THAT(state().sequences(), ElementsAre(first_, first_ + 1));
  state().expect_chained();
}

TEST_F(OutboxTest, NeverTakesANumberAgainWhenTheFolderWasEmptied) {
  {
    Outbox first = opened(after_hour(0));
    for (int hour = 0; hour < 5; ++hour) add(first, hour);
  }
  for (const auto& file : std::filesystem::directory_iterator{folder_}) {
    std::filesystem::remove(file.path());
  }
  Outbox second = opened(after_hour(5));
  add(second, 5);
  EXPECT_GT(second.newest_sequence(), first_ + 4);
}

TEST_F(OutboxTest, KeepsWhatIsAcknowledgedForAWhileAndTheNewestAlways) {
  limits_.keep_acknowledged = std::chrono::hours{5};
  Outbox outbox = opened(after_hour(0));
  for (int hour = 0; hour < 4; ++hour) add(outbox, hour);
  outbox.acknowledge(first_ + 1);
  outbox.tick(after_hour(4));
  EXPECT_EQ(outbox.counters().waiting, 2u);
  EXPECT_EQ(outbox.counters().acknowledged, 2u);
  outbox.tick(after_hour(5));
  EXPECT_THAT(state().sequences(), ElementsAre(first_ + 1, first_ + 2, first_ + 3));
  outbox.acknowledge(first_ + 3);
  outbox.tick(after_hour(1000));
  EXPECT_THAT(state().sequences(), ElementsAre(first_ + 3));
  EXPECT_THAT(state().others, IsEmpty());
  add(outbox, 4);
  EXPECT_EQ(state().declared(), 0u) << "what was delivered was not dropped";
  state().expect_chained();
}

TEST_F(OutboxTest, BelievesNoAcknowledgementOfWhatItHasNotWritten) {
  limits_.keep_acknowledged = std::chrono::hours{0};
  Outbox outbox = opened(after_hour(0));
  for (int hour = 0; hour < 3; ++hour) add(outbox, hour);
  outbox.acknowledge(first_ + 3);
  outbox.tick(after_hour(100));
  outbox.acknowledge(std::nullopt);
  outbox.tick(after_hour(100));
  EXPECT_EQ(outbox.counters().waiting, 3u);
  EXPECT_EQ(outbox.counters().acknowledgements_refused, 2u);
  outbox.acknowledge(0);
  EXPECT_EQ(outbox.counters().acknowledgements_refused, 2u) << "nothing yet is no fault";
}

TEST_F(OutboxTest, DropsTheOldestForBytesAndTheNextOneSaysSo) {
  Outbox outbox = opened(after_hour(0));
  add(outbox, 0);
  limits_.bytes_most = outbox.counters().bytes * 3 + 100;
  outbox = opened(after_hour(0));
  for (int hour = 1; hour < 5; ++hour) add(outbox, hour);
  EXPECT_THAT(state().sequences(), ElementsAre(first_ + 2, first_ + 3, first_ + 4));
  EXPECT_EQ(outbox.counters().dropped_for_bytes, 2u);
  EXPECT_EQ(outbox.counters().undeclared, 1u);
  EXPECT_THAT(state().others, ElementsAre(sequence_digits(first_ + 1) + ".after." +
                                          sequence_digits(first_ + 4) + ".dropped"));
  const auto dropped = state().segments.at(first_ + 4).header.dropped;
  EXPECT_EQ(dropped, (SegmentHeader::Dropped{1, first_, first_}));
}

// The name that is left of it tells it.
TEST_F(OutboxTest, DeclaresWhatWasDroppedEvenAfterAnotherStart) {
  Outbox outbox = opened(after_hour(0));
  for (int hour = 0; hour < 4; ++hour) add(outbox, hour);
  limits_.bytes_most = 1;
  outbox = opened(after_hour(0));
  outbox.tick(after_hour(4));
  EXPECT_THAT(state().sequences(), ElementsAre(first_ + 3)) << "the newest carries the chain";
  limits_.bytes_most = 1'000'000;
  outbox = opened(after_hour(5));
  EXPECT_EQ(outbox.counters().undeclared, 3u);
  add(outbox, 5);
  EXPECT_EQ(state().segments.at(first_ + 4).header.dropped,
            (SegmentHeader::Dropped{3, first_, first_ + 2}));
  add(outbox, 6);
  EXPECT_EQ(state().segments.at(first_ + 5).header.dropped, SegmentHeader::Dropped{});
  EXPECT_THAT(state().others, IsEmpty());
}

// Nobody could have read it there.
TEST_F(OutboxTest, DeclaresAgainWhatADroppedSegmentHadDeclared) {
  for (const bool restarted : {false, true}) {
    SCOPED_TRACE(restarted);
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directory(folder_);
    limits_.bytes_most = 1;
    Outbox outbox = opened(after_hour(0));
    for (int hour = 0; hour < 6; ++hour) {
      add(outbox, hour);
      if (restarted) outbox = opened(after_hour(hour));
      outbox.tick(after_hour(hour));
    }
    limits_.bytes_most = 1'000'000;
    outbox = opened(after_hour(6));
    add(outbox, 6);
    EXPECT_THAT(state().sequences(), SizeIs(2u));
    EXPECT_EQ(state().declared(), 5u);
  }
}

TEST_F(OutboxTest, RemovesWhatIsAcknowledgedBeforeItDropsWhatIsNot) {
  Outbox outbox = opened(after_hour(0));
  for (int hour = 0; hour < 4; ++hour) add(outbox, hour);
  limits_.bytes_most = outbox.counters().bytes;
  outbox = opened(after_hour(4), first_ + 1);
  add(outbox, 4);
  EXPECT_THAT(state().sequences(), SizeIs(4u));
  add(outbox, 5);
  EXPECT_EQ(state().declared(), 0u);
  EXPECT_EQ(outbox.counters().dropped_for_bytes, 0u);
}

TEST_F(OutboxTest, DropsWhatIsTooOldAsOthersCome) {
  limits_.age_most = std::chrono::hours{10};
  Outbox outbox = opened(after_hour(0));
  for (int hour = 0; hour < 20; ++hour) add(outbox, hour);
  EXPECT_EQ(outbox.counters().dropped_for_age, 10u);
  EXPECT_EQ(outbox.counters().waiting, 10u);
}

TEST_F(OutboxTest, DoesNotDropEverythingWhenTheClockJumps) {
  limits_.age_most = std::chrono::hours{24 * 30};
  Outbox outbox = opened(after_hour(0));
  for (int hour = 0; hour < 20; ++hour) add(outbox, hour);
  const Timestamp years_later = after_hour(5 * 365 * 24);
  for (int minute = 0; minute < 1000; ++minute) outbox.tick(years_later);
  EXPECT_EQ(outbox.counters().dropped_for_age, 2u) << "two for the last segment written";
  outbox.tick(after_hour(20));  // somebody put it right
  add(outbox, 20);
  EXPECT_EQ(outbox.counters().dropped_for_age, 2u);
  EXPECT_EQ(state().declared(), 2u);
}

TEST_F(OutboxTest, DropsNothingWhenTheClockGoesBack) {
  Outbox outbox = opened(after_hour(0));
  for (int hour = 0; hour < 5; ++hour) add(outbox, hour);
  for (const std::int64_t step : {-1, 1, -24 * 365 * 40, 1}) outbox.tick(after_hour(5 + step));
  EXPECT_EQ(outbox.counters().waiting, 5u);
}

// An hour's segments were closed while the clock was five years ahead, and every sink has them.
TEST_F(OutboxTest, DoesNotKeepTheDeliveredOfTheFutureForYears) {
  Outbox outbox = opened(after_hour(0));
  add(outbox, 24 * 365 * 5);
  add(outbox, 1);
  add(outbox, 2);
  outbox.acknowledge(first_ + 2);
  outbox.tick(after_hour(24 * 5));
  EXPECT_THAT(state().sequences(), ElementsAre(first_ + 2));
}

TEST_F(OutboxTest, RemovesLeftoversOfItsOwnAndLeavesForeignFilesAlone) {
  {
    Outbox first = opened(after_hour(0));
    add(first, 0);
  }
  const std::string unfinished =
      to_text(SegmentName{first_ + 1, Statistic::presence, {}}) + ".part";
  for (const std::string& name :
       {unfinished, std::string{"notes.txt"}, std::string{"x.part"}, std::string{"probe.json"}}) {
    test::put(folder_ + name, "x");
  }
  Outbox outbox = opened(after_hour(1));
  add(outbox, 1);
  EXPECT_THAT(state().others, ElementsAre("notes.txt", "probe.json", "x.part"));
}

TEST_F(OutboxTest, DeclaresWhatSomebodyElseTookAway) {
  Outbox outbox = opened(after_hour(0));
  for (int hour = 0; hour < 4; ++hour) add(outbox, hour);
  outbox.acknowledge(first_);
  std::filesystem::remove(file_of(first_));
  std::filesystem::remove(file_of(first_ + 1));
  std::filesystem::remove(file_of(first_ + 3));
  add(outbox, 4);
  EXPECT_EQ(outbox.counters().vanished, 3u);
  EXPECT_EQ(state().segments.at(first_ + 4).header.dropped,
            (SegmentHeader::Dropped{2, first_ + 1, first_ + 3}));
}

TEST_F(OutboxTest, HoldsWindowsWhileTheDiskIsReadOnly) {
  Outbox outbox = opened(after_hour(0));
  add(outbox, 0);
  FaultyCalls::fail_writing(EROFS);
  for (int hour = 1; hour < 4; ++hour) EXPECT_EQ(add(outbox, hour), Outbox::Stored::in_memory);
  EXPECT_EQ(outbox.counters().in_memory, 3u);
  EXPECT_EQ(outbox.counters().write_failures, 3u);
  EXPECT_EQ(outbox.trouble(),
            folder_ + "/" +
                to_text(SegmentName{first_ + 1, Statistic::presence, test::hour(1).from}) +
                ": cannot be written: Read-only file system");
  EXPECT_EQ(outbox.counters().dropped_for_disk, 0u) << "that would not help";
  FaultyCalls::stop();
  outbox.tick(after_hour(4));
  EXPECT_EQ(outbox.trouble(), "");
  EXPECT_EQ(outbox.counters().in_memory, 0u);
  EXPECT_THAT(state().sequences(), SizeIs(4u));
  EXPECT_EQ(state().declared(), 0u);
  state().expect_chained();
}

TEST_F(OutboxTest, DropsTheOldestInMemoryWhenTheyAreTooMany) {
  Outbox outbox = opened(after_hour(0));
  add(outbox, 0);
  limits_.memory_most = 1500;  // some three of them
  outbox = opened(after_hour(0));
  FaultyCalls::fail_writing(EIO);
  for (int hour = 1; hour < 20; ++hour) add(outbox, hour);
  const OutboxCounters counters = outbox.counters();
  EXPECT_LE(counters.in_memory_bytes, limits_.memory_most);
  EXPECT_GE(counters.in_memory, 1u);
  EXPECT_EQ(counters.in_memory + counters.dropped_for_memory, 19u);
  FaultyCalls::stop();
  outbox.tick(after_hour(20));
  EXPECT_EQ(state().missing_from(first_), counters.dropped_for_memory);
  EXPECT_EQ(state().declared(), counters.dropped_for_memory);
}

// Somebody else takes whatever becomes free.
TEST_F(OutboxTest, DoesNotGiveAwayAllItHasOnADiskThatStaysFull) {
  Outbox outbox = opened(after_hour(0));
  for (int hour = 0; hour < 40; ++hour) add(outbox, hour);
  FaultyCalls::fail_writing(ENOSPC);  // dropping cannot even rename
  for (int hour = 40; hour < 60; ++hour) add(outbox, hour);
  EXPECT_THAT(state().sequences(), SizeIs(40u));
  FaultyCalls::stop();
  outbox.tick(after_hour(60));
  EXPECT_THAT(state().sequences(), SizeIs(60u));
}

TEST_F(OutboxTest, OpensWhateverIsInTheFolderButNotWithoutIt) {
  test::put(folder_ + "00000000000000000007.presence.20260101T040000Z.segment", "nonsense\n");
  std::filesystem::create_directory(folder_ +
                                    "00000000000000000008.presence.20260101T040000Z.segment");
  std::filesystem::create_symlink(
      "/etc/passwd", folder_ + "00000000000000000009.presence.20260101T040000Z.segment");
  Outbox outbox = opened(after_hour(0));
  EXPECT_EQ(outbox.counters().quarantined, 3u);
  add(outbox, 0);
  EXPECT_THAT(state().sequences(), ElementsAre(10u));
  EXPECT_EQ(state().declared(), 3u);
  const auto missing = Outbox::open(folder_ + "none", limits_, after_hour(0));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error(), folder_ + "none: cannot be listed: No such file or directory");
}

}  // namespace
}  // namespace celltally
