#include "daemon/publisher.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "outbox/segment_reader.hpp"
#include "tests/disclose/day_builder.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;
using test::cell;
using test::hour;

using Sample = QualityHistory::Sample;

constexpr std::int64_t kSecond = 1'000'000'000;

class Office {
 public:
  explicit Office(bool packet_clock = false)
      : words_{.probe = "site-a", .rules = {}, .packet_clock = packet_clock},
        outbox_(std::move(Outbox::open(folder_.path, {}, hour(9).to).value())),
        publisher_(std::make_unique<Publisher>(words_, gate(), outbox_, history)) {}

  // The same outbox, and a publisher that knows nothing but what lies there.
  void start_again() {
    outbox_ = Outbox::open(folder_.path, {}, hour(9).to).value();
    publisher_ = std::make_unique<Publisher>(words_, gate(), outbox_, history);
  }

  Segment published(ClosedWindow window, Timestamp epoch = hour(0).from) {
    publisher_->publish({std::move(window), epoch}, hour(9).to);
    std::string newest;
    for (const auto& entry : fs::directory_iterator(folder_.path)) {
      newest = std::max(newest, entry.path().string());
    }
    std::ifstream file{newest, std::ios::binary};
    std::ostringstream bytes;
    bytes << file.rdbuf();
    auto segment = read_segment(bytes.str(), newest);
    EXPECT_TRUE(segment.has_value());
    return std::move(*segment);
  }
  const Publisher::Counters& counters() const { return publisher_->counters(); }

  QualityHistory history;

 private:
  struct Folder {
    Folder() {
      std::string name = (fs::temp_directory_path() / "celltally-office-XXXXXX").string();
      path = mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    std::string path;
  };
  static WindowGate gate() {
    WindowGate gate{{}, {Detail::of(EventKind::attach)}};
    gate.use_list(0, test::list_of({cell(1), cell(2)}));
    return gate;
  }
  Folder folder_;
  Publisher::Words words_;
  Outbox outbox_;
  std::unique_ptr<Publisher> publisher_;
};

ClosedWindow presence(int at, std::uint64_t people, std::uint64_t unlisted = 0) {
  ClosedWindow window;
  window.window = hour(at);
  if (people > 0) window.tallies.push_back({{.place = cell(1)}, people, people});
  if (unlisted > 0) window.tallies.push_back({{.place = cell(9)}, unlisted, unlisted});
  return window;
}

TEST(Publisher, WritesWhatTheGateReleasesAndHowItWasSeen) {
  Office office;
  for (std::int64_t second = 0; second <= 3600; ++second) {
    const auto seconds = static_cast<std::uint64_t>(second);
    office.history.add(
        {hour(8).from.ns + second * kSecond},
        Sample{seconds * 9, seconds, seconds * 4, seconds, seconds * 2, second < 1800});
  }
  const Segment segment = office.published(presence(8, 40));
  EXPECT_EQ(segment.header.probe, "site-a");
  EXPECT_EQ(segment.header.epoch, hour(0).from);
  EXPECT_EQ(segment.header.window, hour(8));
  EXPECT_NEAR(segment.header.coverage_ppm, 500'000, 500);
  EXPECT_EQ(segment.header.loss_ppm, 100'000u);
  EXPECT_EQ(segment.header.unknown_percent, 25u);
  EXPECT_EQ(segment.header.temporary_percent, 50u);
  EXPECT_EQ(segment.header.protection.people_min, 20u);
  ASSERT_EQ(segment.rows.size(), 2u);
  EXPECT_EQ(segment.rows[0].value, 40u);
  EXPECT_EQ(segment.rows[1].state, ReleaseState::withheld);
}

// The link may be up, and its mirror have ended.
TEST(Publisher, HasNoDataOfAnHourWithoutAPacketThoughTheCaptureRan) {
  Office office;
  office.published(presence(7, 40));  // so that the cells are in sight
  EXPECT_EQ(office.published(presence(8, 0)).rows.at(0).state, ReleaseState::withheld)
      << "of which nothing is remembered";
  office.history.add(hour(8).from, Sample{.packets = 7, .receiving = true});
  office.history.add({hour(8).from.ns + kSecond}, Sample{.packets = 7, .receiving = true});
  const Segment silent = office.published(presence(8, 0));
  EXPECT_EQ(silent.rows.at(0).state, ReleaseState::no_data);
  EXPECT_EQ(silent.header.coverage_ppm, 1'000'000u / 3600) << "the link was there";
  office.history.add({hour(8).from.ns + 2 * kSecond}, Sample{.packets = 8, .receiving = true});
  EXPECT_EQ(office.published(presence(8, 0)).rows.at(0).state, ReleaseState::withheld);
}

TEST(Publisher, TellsNoShareOfFewPeople) {
  Office office;
  office.history.add(hour(8).from, Sample{});
  office.history.add({hour(8).from.ns + kSecond}, Sample{0, 0, 3, 1, 1, true});
  const SegmentHeader header = office.published(presence(8, 19)).header;
  EXPECT_FALSE(header.unknown_percent);
  EXPECT_FALSE(header.temporary_percent);
}

TEST(Publisher, TellsNoShareBecauseThereAreManyMachines) {
  Office office;
  office.history.add(hour(8).from, Sample{});
  office.history.add({hour(8).from.ns + kSecond}, Sample{0, 0, 3, 1, 1, true});
  ClosedWindow window = presence(8, 40);
  window.statistic = Statistic::machines;
  EXPECT_FALSE(office.published(window).header.unknown_percent);
}

TEST(Publisher, KeepsAnUnlistedCellToItself) {
  Office office;
  const Segment segment = office.published(presence(8, 40, 500));
  ASSERT_EQ(segment.rows.size(), 2u);
  for (const SegmentRow& row : segment.rows) EXPECT_NE(row.place, to_text(cell(9)));
}

TEST(Publisher, CoversWindowsOfThePacketsTimeByWhetherTheyWereCaptured) {
  Office office{true};
  EXPECT_EQ(office.published(presence(8, 40)).header.coverage_ppm, 1'000'000u);
  ClosedWindow blind = presence(9, 0);
  blind.captured = false;
  EXPECT_EQ(office.published(blind).header.coverage_ppm, 0u);
}

TEST(Publisher, NeverCallsTwoEpochsTheSameThoughTheProbeStartsTwiceInASecond) {
  const auto seconds_later = [](std::int64_t seconds) {
    return Timestamp{hour(0).from.ns + seconds * kSecond};
  };
  Office office;
  EXPECT_EQ(office.published(presence(8, 40)).header.epoch, seconds_later(0));
  office.start_again();
  EXPECT_EQ(office.published(presence(8, 30)).header.epoch, seconds_later(1));
  EXPECT_EQ(office.published(presence(9, 30)).header.epoch, seconds_later(1));
  office.start_again();
  EXPECT_EQ(office.published(presence(8, 20)).header.epoch, seconds_later(2));
  // The next epoch of the same life, when the name that it would have is taken.
  EXPECT_EQ(office.published(presence(9, 20), seconds_later(1)).header.epoch, seconds_later(3));
  EXPECT_EQ(office.published(presence(9, 20), seconds_later(9)).header.epoch, seconds_later(9));
  // Not between those that are there, for one that was there may be gone.
  EXPECT_EQ(office.published(presence(9, 20), seconds_later(5)).header.epoch, seconds_later(10));
}

TEST(Publisher, CallsAnEpochWhatItIsWhenOnlyAClockThatWasWrongIsAhead) {
  Office office;
  office.published(presence(8, 40), hour(5).from);
  office.start_again();
  EXPECT_EQ(office.published(presence(8, 30), hour(2).from).header.epoch, hour(2).from);
}

TEST(Publisher, CountsEachRowInOneState) {
  Office office;
  office.published(presence(8, 40));
  ClosedWindow blind = presence(9, 0);
  blind.captured = false;
  office.published(blind);
  EXPECT_EQ(office.counters().windows, 2u);
  EXPECT_EQ(office.counters().rows_published, 1u);
  EXPECT_EQ(office.counters().rows_withheld, 1u);
  EXPECT_EQ(office.counters().rows_no_data, 2u);
}

}  // namespace
}  // namespace celltally
