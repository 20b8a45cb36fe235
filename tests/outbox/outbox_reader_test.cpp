#include "outbox/outbox_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include "outbox/chain_check.hpp"
#include "outbox/gap_search.hpp"
#include "outbox/outbox.hpp"
#include "outbox/segment_text.hpp"
#include "tests/capture/temporary_folder.hpp"
#include "tests/outbox/folder_state.hpp"
#include "tests/outbox/released_rows.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Why = SequenceGap::Why;

constexpr Timestamp kNow = Timestamp::from_seconds(1000);

class OutboxReaderTest : public ::testing::Test {
 protected:
  Outbox opened(std::uint64_t acknowledged = 0) {
    auto outbox = Outbox::open(folder_, limits_, kNow, acknowledged);
    if (!outbox) ADD_FAILURE() << outbox.error();
    return std::move(*outbox);
  }
  // Segments 1000 and on.
  void fill(int count) {
    Outbox outbox = opened();
    for (int hour = 0; hour < count; ++hour) add(outbox, hour);
  }
  static void add(Outbox& outbox, int hour) {
    auto window = test::presence(hour);
    outbox.add(std::move(window.about), std::move(window.rows), kNow);
  }
  std::string path_of(std::uint64_t sequence) const {
    return folder_ + "/" +
           to_text(SegmentName{sequence, Statistic::presence,
                               test::hour(static_cast<int>(sequence - 1000)).from});
  }
  std::vector<std::string> problems() const {
    const auto check = check_chain(folder_);
    return check ? check->problems : std::vector<std::string>{check.error()};
  }

  const testing::TemporaryFolder temporary_;
  const std::string folder_ = temporary_.path("outbox");
  const bool made_ = fs::create_directory(folder_);
  OutboxLimits limits_;
};

TEST_F(OutboxReaderTest, GivesWhatIsAfterACursorAndIgnoresForeignFiles) {
  fill(4);
  for (const char* const name : {"probe.json", "a.segment", "0.dropped", "x.part"}) {
    test::put(folder_ + "/" + name, "x");
  }
  test::put(path_of(1004) + ".part", "x");
  OutboxReader reader{folder_};
  const auto all = reader.look(0);
  ASSERT_TRUE(all) << all.error();
  ASSERT_EQ(all->segments.size(), 4u);
  EXPECT_EQ(all->newest, 1003u);
  EXPECT_THAT(all->gaps, IsEmpty());
  const auto rest = reader.look(1001);
  ASSERT_EQ(rest->segments.size(), 2u);
  const auto segment = reader.read(rest->segments.front());
  ASSERT_TRUE(segment);
  EXPECT_EQ(segment->header.sequence, 1002u);
  const auto none = reader.look(1003);
  EXPECT_THAT(none->segments, IsEmpty());
  EXPECT_EQ(none->newest, 1003u);
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(OutboxReaderTest, ToleratesWhatVanishesAndTellsWhatIsDamaged) {
  fill(3);
  OutboxReader reader{folder_};
  const auto view = reader.look(0);
  fs::remove(path_of(1000));
  test::put(path_of(1001), "nonsense");
  using enum SegmentFault::Kind;
  EXPECT_EQ(reader.read(view->segments[0]).error().kind, gone);
  EXPECT_EQ(reader.read(view->segments[1]).error().kind, damaged);
  EXPECT_EQ(reader.read(view->segments[1]).error().text,
            path_of(1001) + ": it has no proper end: it was cut off, or something follows it");
  EXPECT_EQ(reader.look(1000)->unreadable, 0u) << "its header was known before";
  EXPECT_EQ(OutboxReader{folder_}.look(1000)->unreadable, 1u);
}

TEST_F(OutboxReaderTest, TellsGapsAndTheirReasons) {
  fill(10);
  for (const std::uint64_t sequence : {1003u, 1006u}) test::put(path_of(sequence), "x");
  {
    Outbox outbox = opened();
    limits_.bytes_most = outbox.counters().bytes;  // eight of them
  }
  {
    Outbox outbox = opened();
    add(outbox, 10);
  }  // 1010 declares the damaged; 1000 goes
  OutboxReader reader{folder_};
  auto view = reader.look(999);
  ASSERT_TRUE(view);
  const auto has = [&](const SequenceGap& gap) {
    return std::find(view->gaps.begin(), view->gaps.end(), gap) != view->gaps.end();
  };
  EXPECT_TRUE(has({1003, 1003, Why::quarantined}));
  EXPECT_TRUE(has({1006, 1006, Why::quarantined}));
  EXPECT_EQ(view->gaps.front().first, 1000u);
  EXPECT_EQ(view->gaps.front().why, Why::dropped) << "its name tells it";
  EXPECT_EQ(view->count(Why::unexplained), 0u);
  fs::remove_all(folder_ + "/quarantine");
  view = reader.look(999);
  EXPECT_EQ(view->count(Why::quarantined), 0u);
  EXPECT_EQ(view->count(Why::unexplained), 0u) << "1010 declares them";
  fs::remove(path_of(1008));
  view = reader.look(999);
  EXPECT_TRUE(has({1008, 1008, Why::unexplained}));
  EXPECT_EQ(view->newest - 999, view->segments.size() + view->count(Why::dropped) +
                                    view->count(Why::quarantined) + view->count(Why::unexplained));
  EXPECT_THAT(problems(), ElementsAre(folder_ + ": segment 1008 is missing, and no later one "
                                                "declares it"));
}

// A gap may be as wide as the time for which a folder was empty.
TEST(GapSearch, TakesNoLongerForAWideGap) {
  OutboxFolder::Names names;
  names.segments = {{1, Statistic::presence, {}},
                    {SegmentHeader::kSequenceMost, Statistic::presence, {}}};
  const auto gaps = gaps_after(0, names, {{.segments = 2, .first = 10, .last = 20}});
  EXPECT_THAT(gaps,
              ElementsAre(SequenceGap{2, 9, Why::unexplained}, SequenceGap{10, 20, Why::dropped},
                          SequenceGap{21, SegmentHeader::kSequenceMost - 1, Why::unexplained}));
}

// Number by number.
TEST(GapSearch, FindsWhatASlowSearchFinds) {
  std::mt19937 random{7};  // NOLINT(cert-msc51-cpp): the same each time
  const auto chance = [&](unsigned of) { return random() % of == 0; };
  for (int round = 0; round < 500; ++round) {
    OutboxFolder::Names names;
    std::vector<SegmentHeader::Dropped> declared;
    std::map<std::uint64_t, Why> expected;
    for (std::uint64_t n = 1; n <= 40; ++n) {
      const SegmentName name{n, Statistic::presence, {}};
      if (chance(2)) names.segments.push_back(name);
      if (chance(8)) names.quarantined.push_back({name, std::nullopt});
      if (chance(8)) names.dropped.push_back({n, 40});
      if (chance(8)) declared.push_back({.segments = 2, .first = n, .last = n + 3});
    }
    const std::uint64_t cursor = random() % 20;
    const std::uint64_t newest = names.segments.empty() ? 0 : names.segments.back().sequence;
    for (std::uint64_t n = cursor + 1; n < newest; ++n) {
      if (names.has({n, Statistic::presence, {}})) continue;
      expected[n] = Why::unexplained;
      for (const auto& one : declared) {
        if (one.first <= n && n <= one.last) expected[n] = Why::dropped;
      }
      for (const auto& one : names.dropped) {
        if (one.sequence == n) expected[n] = Why::dropped;
      }
      if (names.has_quarantined(n)) expected[n] = Why::quarantined;
    }
    std::map<std::uint64_t, Why> found;
    for (const SequenceGap& gap : gaps_after(cursor, names, declared)) {
      for (std::uint64_t n = gap.first; n <= gap.last; ++n) found[n] = gap.why;
    }
    EXPECT_EQ(found, expected) << round;
  }
}

TEST_F(OutboxReaderTest, TheChainTellsWhatWasReplaced) {
  fill(5);
  // The same window once more, sound by itself, with a number of its own choice.
  auto other = test::presence(2, 1);
  other.about.sequence = 1002;
  test::put(path_of(1002), segment_text(other.about, other.rows).bytes);
  EXPECT_THAT(
      problems(),
      ElementsAre(
          path_of(1002) + ": the chain is broken: previous is not the hash of segment 1001; "
                          "one of them was replaced",
          path_of(1003) + ": the chain is broken: previous is not the hash of segment 1002; "
                          "one of them was replaced"));
}

TEST_F(OutboxReaderTest, TheChainTellsDamageWrongNamesAndHoles) {
  fill(8);
  test::put(path_of(1001), test::text_of(path_of(1001)) + "x");
  fs::rename(path_of(1003), path_of(1013));
  fs::remove(path_of(1005));
  fs::remove(path_of(1006));
  EXPECT_THAT(
      problems(),
      ElementsAre(path_of(1001) + ": it has no proper end: it was cut off, or something follows it",
                  path_of(1013) + ": by its header it must be called " +
                      path_of(1003).substr(folder_.size() + 1),
                  folder_ + ": segment 1003 is missing, and no later one declares it",
                  folder_ + ": segments 1005 to 1006 are missing, and no later one declares them",
                  folder_ + ": segments 1008 to 1012 are missing, and no later one declares them"));
  const auto none = check_chain(folder_ + "/none");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error(), folder_ + "/none: cannot be listed: No such file or directory");
}

// The probe writes and drops as fast as it can while the shipper reads: whatever it gets is whole.
TEST_F(OutboxReaderTest, ReadsBesideAProbeThatDrops) {
  fill(4);
  {
    Outbox outbox = opened();
    limits_.bytes_most = outbox.counters().bytes;
  }
  std::atomic<bool> stop{false};
  std::thread probe([&] {
    Outbox outbox = opened();
    for (int i = 0; !stop; ++i) add(outbox, i % 20);
  });
  std::uint64_t read = 0;
  OutboxReader reader{folder_};
  for (int round = 0; round < 400; ++round) {
    const auto view = reader.look(0);
    if (!view) {
      ADD_FAILURE() << view.error();
      break;
    }
    for (const auto& item : view->segments) {
      const auto segment = reader.read(item);
      if (segment) {
        ++read;
      } else {
        EXPECT_EQ(segment.error().kind, SegmentFault::Kind::gone) << segment.error().text;
      }
    }
  }
  stop = true;
  probe.join();
  EXPECT_GT(read, 0u);
}

}  // namespace
}  // namespace celltally
