#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/report_lines.hpp"
#include "outbox/outbox.hpp"
#include "outbox/segment_text.hpp"
#include "tests/cli/program_run.hpp"
#include "tests/outbox/folder_state.hpp"
#include "tests/outbox/released_rows.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::ProgramRun;
using testing::TemporaryFolder;

constexpr Timestamp kNow = Timestamp::from_seconds(1767268800);

class OutboxCommand : public ::testing::Test {
 protected:
  OutboxCommand() {
    fs::create_directory(outbox_);
    auto outbox = Outbox::open(outbox_, {}, kNow);
    for (int hour = 0; hour < 4; ++hour) add(*outbox, test::presence(hour));
    add(*outbox, test::events(4));
  }

  static void add(Outbox& outbox, test::ReleasedWindow window) {
    outbox.add(std::move(window.about), std::move(window.rows), kNow);
  }

  ProgramRun run(ProgramRun::Arguments words) const {
    words.insert(words.begin(), "outbox");
    words.insert(words.end(), {"--folder", outbox_});
    return ProgramRun::of(words);
  }

  std::string path_of(int hour) const {
    const SegmentName name{1767268800u + static_cast<std::uint64_t>(hour),
                           hour < 4 ? Statistic::presence : Statistic::events,
                           test::hour(hour).from};
    return outbox_ + "/" + to_text(name);
  }

  void damage(int hour) const { test::put(path_of(hour), "x\n"); }

  const TemporaryFolder folder_;
  const std::string outbox_ = folder_.path("outbox");
};

constexpr const char* kNoEnd = ": it has no proper end: it was cut off, or something follows it";

TEST_F(OutboxCommand, ListsSegmentsAndWhatIsMissingInEightyColumns) {
  damage(1);
  fs::remove(path_of(2));
  fs::remove(path_of(3));
  const auto listed = run({"ls"});
  EXPECT_EQ(listed.exit_code, 0);
  EXPECT_EQ(listed.err, "");
  EXPECT_EQ(listed.out,
            "sequence   stat     from (UTC)       for  publ. withh. no data  bytes state\n"
            "1767268800 presence 2026-01-01 04:00  1h      1      2       0    860 sound\n"
            "1767268801 presence 2026-01-01 05:00                                  damaged\n"
            "1767268802 to 1767268803                                              missing\n"
            "1767268804 events   2026-01-01 08:00  1h      2      2       0   1054 sound\n");
  ASSERT_EQ(run({"quarantine", "1767268801"}).exit_code, 0);
  std::istringstream lines{run({"ls"}).out};
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
}

TEST_F(OutboxCommand, ListsTheSameAsJson) {
  damage(1);
  fs::remove(path_of(2));
  const auto listed = run({"ls", "--json"});
  EXPECT_EQ(listed.exit_code, 0);
  std::istringstream in{listed.out};
  std::vector<nlohmann::json> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines[0], nlohmann::json::parse(
                          R"({"sequence":1767268800,"stat":"presence",
                          "from":"2026-01-01T04:00:00Z","to":"2026-01-01T05:00:00Z",
                          "published":1,"withheld":2,"no_data":0,"bytes":860,"state":"sound",
                          "file":"00000000001767268800.presence.20260101T040000Z.segment"})"));
  EXPECT_EQ(lines[1]["state"], "damaged");
  EXPECT_EQ(lines[1]["reason"], path_of(1) + kNoEnd);
  EXPECT_EQ(lines[2],
            nlohmann::json::parse(R"({"first":1767268802,"last":1767268802,"state":"missing"})"));
}

TEST_F(OutboxCommand, SaysThatAnOutboxIsEmptyOrNotThere) {
  fs::remove_all(outbox_);
  const auto none = run({"ls"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_EQ(none.err, "celltally: " + outbox_ + ": cannot be listed: No such file or directory\n");
  for (const ProgramRun::Arguments& words :
       {ProgramRun::Arguments{"verify"}, {"show", "5"}, {"quarantine"}, {"quarantine", "5"}}) {
    EXPECT_EQ(run(words).err, none.err) << words.front();
  }
  fs::create_directory(outbox_);
  EXPECT_EQ(run({"ls"}).out, "the outbox is empty\n");
  EXPECT_EQ(run({"ls", "--json"}).out, "");
  EXPECT_EQ(run({"verify"}).out, "0 sound, 0 dropped, 0 in quarantine, 0 problems\n");
  EXPECT_EQ(run({"quarantine"}).out, "nothing is in quarantine\n");
}

TEST_F(OutboxCommand, VerifiesEverySegmentAndTheChain) {
  const auto sound = run({"verify"});
  EXPECT_EQ(sound.exit_code, 0);
  EXPECT_EQ(sound.out, "5 sound, 0 dropped, 0 in quarantine, 0 problems\n");
  damage(1);
  auto other = test::presence(3, 2);
  other.about.sequence = 1767268803;
  test::put(path_of(3), segment_text(other.about, other.rows).bytes);
  const std::string broken = ": the chain is broken: previous is not the hash of segment 176726880";
  const auto bad = run({"verify"});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_EQ(bad.err, "");
  EXPECT_EQ(bad.out, path_of(1) + kNoEnd + "\n" +                                 //
                         path_of(3) + broken + "2; one of them was replaced\n" +  //
                         path_of(4) + broken + "3; one of them was replaced\n" +  //
                         "4 sound, 0 dropped, 0 in quarantine, 3 problems\n");
}

TEST_F(OutboxCommand, ShowsASegmentInPlainWords) {
  const auto shown = run({"show", "1767268804"});
  EXPECT_EQ(shown.exit_code, 0);
  EXPECT_EQ(shown.err, "");
  const Segment segment = test::FolderState::of(outbox_).segments.at(1767268804);
  EXPECT_EQ(shown.out,
            "segment    1767268804 of probe north-1\n"
            "about      events, 2026-01-01T08:00:00Z to 2026-01-01T09:00:00Z\n"
            "revision   0\n"
            "key born   2026-01-01T04:00:00Z\n"
            "received   100% of the window\n"
            "lost       0% of the packets\n"
            "unknown    not told, for too few people were seen\n"
            "dropped    nothing before this one that was not declared earlier\n"
            "rows       4: 2 published, 2 withheld, 0 no data\n"
            "previous   " +
                segment.header.previous + "\nsha256     " + segment.sha256 +
                "\n\n"
                "place                kind       events\n"
                "ecgi:001-01-0000101  attach        130\n"
                "ecgi:001-01-0000101  detach         40\n"
                "ecgi:001-01-0000102  attach        <20\n"
                "ecgi:001-01-0000102  detach        <20\n"
                "\n"
                "Threshold only: 20 people at least, rounded to 5. This is no protection against\n"
                "somebody who knows almost everyone in a cell, or who compares overlapping\n"
                "numbers. Numbers of events hold the repeats of one person.\n");
}

TEST_F(OutboxCommand, ShowsWhatTheHeaderTellsOfQualityAndLoss) {
  auto window = test::presence(9);
  window.about.sequence = 7;
  window.about.coverage_ppm = 998'000;
  window.about.loss_ppm = 12;
  window.about.unknown_percent = 3;
  window.about.temporary_percent = 31;
  window.about.dropped = {.segments = 2, .first = 3, .last = 5};
  test::put(folder_.path("a.segment"), segment_text(window.about, window.rows).bytes);
  const auto shown = run({"show", folder_.path("a.segment")});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  for (const char* const line :
       {"received   99.8% of the window\n", "lost       0.0012% of the packets\n",
        "unknown    3% of the events with a cell: whose they are\n",
        "temporary  31% of the events with a cell: by a temporary identity only, so that a person "
        "may be counted twice\n",
        "dropped    2 segments from 3 to 5, undelivered\n",
        "place                   people\necgi:001-01-0000101         25\n"}) {
    EXPECT_THAT(shown.out, HasSubstr(line));
  }
}

TEST_F(OutboxCommand, ShowsTheBytesAsTheyAre) {
  const auto raw = run({"show", "1767268800", "--json"});
  EXPECT_EQ(raw.exit_code, 0);
  EXPECT_EQ(raw.out, test::text_of(path_of(0)));
}

TEST_F(OutboxCommand, DoesNotShowWhatIsDamagedOrNotThere) {
  damage(1);
  const auto damaged = run({"show", "1767268801"});
  EXPECT_EQ(damaged.exit_code, 1);
  EXPECT_EQ(damaged.out, "");
  EXPECT_EQ(damaged.err, "celltally: " + path_of(1) + kNoEnd + "\n");
  EXPECT_EQ(run({"show", "12"}).err, "celltally: " + outbox_ + ": there is no segment 12\n");
  EXPECT_EQ(run({"show", "twelve"}).err,
            "celltally: \"twelve\" is no sequence number; a file is written with a /: ./NAME\n");
  EXPECT_EQ(run({"show", "./none"}).err,
            "celltally: ./none: cannot be read: No such file or directory\n");
}

TEST_F(OutboxCommand, MovesASegmentToQuarantineAndTheNextOneDeclaresIt) {
  damage(1);
  const auto moved = run({"quarantine", "1767268802"});
  EXPECT_EQ(moved.exit_code, 0) << moved.err;
  EXPECT_EQ(moved.out,
            "segment 1767268802 is in quarantine now; the next segment declares it dropped\n");
  ASSERT_EQ(run({"quarantine", "1767268801"}).exit_code, 0);
  const std::string after = ".after.00000000001767268804";
  const auto in_quarantine = [&](int hour) {
    return outbox_ + "/quarantine/" + path_of(hour).substr(outbox_.size() + 1) + after;
  };
  EXPECT_EQ(run({"quarantine"}).out,
            in_quarantine(1) + kNoEnd + "\n" + in_quarantine(2) + ": nothing is wrong with it\n");
  EXPECT_EQ(run({"verify"}).out, "3 sound, 0 dropped, 2 in quarantine, 0 problems\n");
  {
    auto outbox = Outbox::open(outbox_, {}, kNow);
    add(*outbox, test::presence(5));
    add(*outbox, test::presence(6));
  }
  const auto state = test::FolderState::of(outbox_);
  EXPECT_EQ(state.segments.at(1767268805).header.dropped,
            (SegmentHeader::Dropped{2, 1767268801, 1767268802}));
  EXPECT_EQ(state.declared(), 2u);
  EXPECT_EQ(run({"quarantine", "1767268802"}).err,
            "celltally: " + outbox_ + ": there is no segment 1767268802\n");
}

// Also the newest one, and beside a probe that is running.
TEST_F(OutboxCommand, MovesTheNewestBesideARunningProbe) {
  auto outbox = Outbox::open(outbox_, {}, kNow);
  ASSERT_EQ(run({"quarantine", "1767268804"}).exit_code, 0);
  add(*outbox, test::presence(5));
  EXPECT_EQ(outbox->counters().quarantined, 1u);
  const auto state = test::FolderState::of(outbox_);
  EXPECT_EQ(state.segments.at(1767268805).header.dropped,
            (SegmentHeader::Dropped{1, 1767268804, 1767268804}));
  EXPECT_EQ(run({"verify"}).out, "5 sound, 0 dropped, 1 in quarantine, 0 problems\n");
}

TEST_F(OutboxCommand, EndsQuietlyWhenItsReaderLeavesAndSaysWhenTheDiskIsFull) {
  int ends[2] = {-1, -1};
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  for (const ProgramRun::Arguments& words :
       {ProgramRun::Arguments{"ls"}, {"verify"}, {"show", "1767268800"}, {"quarantine"}}) {
    ProgramRun::Arguments all{"outbox"};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.end(), {"--folder", outbox_});
    ProgramRun::Setting setting;
    setting.output_descriptor = ends[1];
    EXPECT_EQ(ProgramRun::of(all, setting).exit_code, 141) << words.front();
    ProgramRun::Setting full;
    full.standard_output = "/dev/full";
    const auto refused = ProgramRun::of(all, full);
    EXPECT_EQ(refused.exit_code, 1) << words.front();
    EXPECT_EQ(refused.err, "celltally: this cannot be written: No space left on device\n");
  }
  close(ends[1]);
}

TEST_F(OutboxCommand, SaysWhatToWrite) {
  struct Case {
    ProgramRun::Arguments arguments;
    const char* error;
  };
  const Case kCases[] = {
      {{"outbox"}, "celltally outbox: A subcommand is required; see celltally outbox --help\n"},
      {{"outbox", "show"}, "celltally outbox: SEGMENT is required; see celltally outbox --help\n"},
      {{"outbox", "quarantine", "all"},
       "celltally outbox: SEQUENCE: \"all\" will not do; write a number from 1 to "
       "999999999999999999; see celltally outbox --help\n"},
      {{"outbox", "verify", "--json"},
       "celltally outbox: The following argument was not expected: --json; see celltally outbox "
       "--help\n"},
  };
  for (const Case& one : kCases) {
    const auto refused = ProgramRun::of(one.arguments);
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_EQ(refused.err, one.error);
  }
}

// One row, one text: what leaves the probe is what a replay shows.
TEST(SegmentRows, AreByteForByteThoseOfReplay) {
  for (const ReleaseRules& rules : {test::kRules, ReleaseRules{.people_min = 5, .rounding = 5}}) {
    const auto windows =
        test::windows_of(test::DayBuilder{}
                             .window(Statistic::events, 2,
                                     {test::events_of(test::cell(1), EventKind::attach, 90, 30),
                                      test::events_of(test::cell(2), EventKind::idle, 9, 1)})
                             .window(Statistic::presence, 3, {}, false)
                             .build(),
                         rules);
    ASSERT_EQ(windows.size(), 3u);
    for (const auto& window : windows) {
      Report report{false};
      report.add_released(window.rows.counts);
      report.sort();
      Output out{-1};
      print_json(report, {}, ReportProtection{.rules = rules}, out);
      const std::string bytes = segment_text(window.about, window.rows).bytes;
      const std::size_t begin = bytes.find('\n') + 1;
      EXPECT_EQ(bytes.substr(begin, bytes.rfind('\n', bytes.size() - 2) + 1 - begin), out.buffer());
    }
  }
}

}  // namespace
}  // namespace celltally
