#include "outbox/outbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <string>

#include "tests/capture/temporary_folder.hpp"
#include "tests/outbox/faulty_calls.hpp"
#include "tests/outbox/folder_state.hpp"
#include "tests/outbox/released_rows.hpp"

namespace celltally {
namespace {

using test::FaultyCalls;
using test::FolderState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 24 * kHour;

// Some minutes after hour `number` of the day of DayBuilder ended.
Timestamp after_hour(std::int64_t number) {
  return Timestamp::from_seconds(test::kFour.seconds() + (number + 1) * kHour + 300);
}

class OutboxTest : public ::testing::Test {
 protected:
  ~OutboxTest() override { FaultyCalls::stop(); }

  Outbox opened(Timestamp now, std::uint64_t acknowledged = 0) {
    auto outbox = Outbox::open(folder_, limits_, now, acknowledged);
    if (!outbox) ADD_FAILURE() << outbox.error();
    return std::move(*outbox);
  }

  static Outbox::Stored add(Outbox& outbox, int hour) {
    auto window = test::presence(hour);
    return outbox.add(std::move(window.about), std::move(window.rows), after_hour(hour));
  }

  FolderState state() const { return FolderState::of(folder_); }

  std::filesystem::path file_of(std::uint64_t sequence) const {
    for (const auto& file : std::filesystem::directory_iterator{folder_}) {
      if (file.path().filename().string().starts_with(sequence_digits(sequence)))
        return file.path();
    }
    ADD_FAILURE() << sequence;
    return {};
  }

  const testing::TemporaryFolder temporary_;
  const std::string folder_ = temporary_.path("");
  OutboxLimits limits_;
  const std::uint64_t first_ = static_cast<std::uint64_t>(after_hour(0).seconds());
};

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

TEST_F(OutboxTest, QuarantinesWhatIsDamagedAndTheNextOneSaysSo) {
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

TEST_F(OutboxTest, DoesNotDeclareADamagedOneThatWasDelivered) {
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

TEST_F(OutboxTest, BoundsTheQuarantine) {
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

TEST_F(OutboxTest, TakesTheFirstOfTwoWithOneNumber) {
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
