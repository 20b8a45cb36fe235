#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using testing::ProgramRun;
using testing::TemporaryFolder;
using Json = nlohmann::json;

class ReplaySummaryFile : public ::testing::Test {
 protected:
  Json summary_of(ProgramRun::Arguments arguments) {
    arguments.insert(arguments.begin(), {"replay", "--summary", file_});
    run_ = ProgramRun::of(arguments);
    return Json::parse(ProgramRun::text_of(file_), nullptr, false);
  }

  TemporaryFolder folder_;
  std::string file_ = folder_.path("summary.json");
  ProgramRun run_;
};

// Conservation: where there is a whole, its parts are all there.
void expect_parts_to_add_up(const Json& summary) {
  int wholes = 0;
  for (const auto& [name, group] : summary.items()) {
    if (!group.is_object() || !group.contains("total")) continue;
    std::uint64_t sum = 0;
    for (const auto& [part, count] : group.items()) {
      if (part != "total") sum += count.get<std::uint64_t>();
    }
    EXPECT_EQ(sum, group["total"].get<std::uint64_t>()) << name << ": " << group;
    ++wholes;
  }
  EXPECT_EQ(wholes, 9);
  for (const char* const of_messages : {"damage", "person_known_by", "events"}) {
    EXPECT_EQ(summary[of_messages]["total"], summary["messages"]["total"]) << of_messages;
  }
}

TEST_F(ReplaySummaryFile, AddsUpForAWholeSimulatedDay) {
  const std::string town = folder_.path("town.pcap");
  ASSERT_EQ(
      ProgramRun::of({"simulate", town, "--people", "100", "--gtpu", "5", "--fragments", "20"})
          .exit_code,
      0);
  const Json summary = summary_of({town});
  EXPECT_EQ(run_.exit_code, 0);
  expect_parts_to_add_up(summary);
  EXPECT_GT(summary["packets"]["user_plane"], 0);
  EXPECT_GT(summary["reassembly"]["completed"], 0);
  EXPECT_GT(summary["events"]["retransmission"], 0);
  EXPECT_GT(summary["person_known_by"]["session"], 0);
}

TEST_F(ReplaySummaryFile, AddsUpWhateverThePacketsAre) {
  const std::string file = folder_.path("odd.pcap");
  {
    CrowdCapture crowd{file};
    crowd.attach(CrowdCapture::kNoon, 0, 5, "ecgi:001-01-0000001");
    crowd.become_idle(Timestamp::from_seconds(CrowdCapture::kNoon + 60), 2);
    crowd.become_idle(Timestamp::from_seconds(CrowdCapture::kNoon + 60), 77);  // never seen
    const UdpFlow flow{crowd.mme(), crowd.sgw()};
    const Timestamp later = Timestamp::from_seconds(CrowdCapture::kNoon + 90);
    crowd.attach(CrowdCapture::kNoon + 5 * 3600, 20, 1, "ecgi:001-01-0000001");
    crowd.attach(CrowdCapture::kNoon, 30, 3, "ecgi:001-01-0000001");  // hours too late
    const Octets whole = gtpv2::create_session_request({gtpv2::imsi(CrowdCapture::imsi_of(9))});
    for (std::size_t length = 0; length < whole.size(); ++length) {
      crowd.write(later, flow,
                  {whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)});
    }
    for (int octet = 0; octet < 256; ++octet) {
      crowd.write(later, flow, Octets(20, static_cast<std::uint8_t>(octet)));
    }
  }
  const Json summary = summary_of({"--exact", file});
  EXPECT_EQ(run_.exit_code, 1) << "some came too late";
  EXPECT_EQ(summary["complete"], false);
  expect_parts_to_add_up(summary);
  EXPECT_GE(summary["events"].value("late", 0), 3);
  EXPECT_GE(summary["time_went_back"], 1);
  EXPECT_GT(summary["packets"]["bad_gtp_header"], 0);
  EXPECT_GT(summary["packets"]["truncated_gtp_header"], 0);
  EXPECT_GE(summary["person_known_by"]["session_not_seen"], 1);
}

TEST_F(ReplaySummaryFile, SaysHowManyPeopleOnlyAsCountsAreReleased) {
  const std::string file = folder_.path("crowd.pcap");
  struct Case {
    std::uint32_t people;
    const char* state;
    int value;
    const char* text;
  };
  const Case kCases[] = {{1, "withheld", 0, "<20"},
                         {19, "withheld", 0, "<20"},
                         {20, "published", 20, " 20"},
                         {22, "published", 20, " 20"},
                         {23, "published", 25, " 25"}};
  for (const Case& test : kCases) {
    CrowdCapture{file}.attach(CrowdCapture::kNoon, 0, test.people, "ecgi:001-01-0000001");
    const Json summary = summary_of({file});
    EXPECT_EQ(summary["people"]["state"], test.state) << test.people;
    EXPECT_EQ(summary["people"].value("value", 0), test.value) << test.people;
    EXPECT_NE(run_.err.find(std::string{test.text} + "\ncells, most in a day"), std::string::npos)
        << run_.err;
  }
  CrowdCapture{file}.attach(CrowdCapture::kNoon, 0, 3, "ecgi:001-01-0000001");
  const Json exact = summary_of({"--exact", file});
  EXPECT_EQ(exact["exact"], true);
  EXPECT_EQ(exact["people"]["value"], 3);
  EXPECT_EQ(exact["from"], "2026-01-01T12:00:00.000000Z");
  EXPECT_EQ(exact["to"], "2026-01-01T12:00:02.001000Z");
  EXPECT_EQ(exact["person_known_by"]["identity"], 3);
  EXPECT_FALSE(exact.contains("not_told"));
  EXPECT_EQ(exact["note"], "EXACT COUNTS: for the lab, not protected, never publish");
  EXPECT_FALSE(exact.contains("mode"));
}

// Seven and twelve people look alike, but for the packets and messages that everybody on the wire
// can count.
TEST_F(ReplaySummaryFile, DoesNotTellHowManyFewPeopleWere) {
  const std::string file = folder_.path("crowd.pcap");
  std::vector<Json> summaries;
  std::vector<std::string> texts;
  for (const std::uint32_t people : {7u, 12u}) {
    CrowdCapture{file}.attach(CrowdCapture::kNoon, 0, people, "ecgi:001-01-0000001");
    Json& summary = summaries.emplace_back(summary_of({"--json", file}));
    EXPECT_EQ(summary["packets"]["total"], 2 * people);
    for (const char* const of_wire : {"packets", "messages", "damage"}) summary.erase(of_wire);
    std::string& text = texts.emplace_back();
    std::istringstream lines{run_.err};
    for (std::string line; std::getline(lines, line);) {
      const bool of_wire = line.starts_with("packets") || line.starts_with("  signalling") ||
                           line.starts_with("messages") || line.starts_with("  gtpv2");
      if (!of_wire) text += line + "\n";
    }
  }
  EXPECT_EQ(summaries[0], summaries[1]);
  EXPECT_EQ(texts[0], texts[1]);
  EXPECT_EQ(summaries[0]["not_told"],
            "fewer than 20 people on the fullest day: what they did is not told; --exact tells it, "
            "in the lab");
  EXPECT_NE(texts[0].find("people and events           fewer than 20 people on the fullest day"),
            std::string::npos)
      << texts[0];
}

// Things are not people; and the fullest day is found although it ends within a burst of packets.
TEST_F(ReplaySummaryFile, CountsPeopleOfTheFullestDayWithoutMachines) {
  const std::string file = folder_.path("crowd.pcap");
  constexpr std::int64_t kFour = CrowdCapture::kNoon + 16 * 3600;
  {
    CrowdCapture crowd{file};
    crowd.attach_machines(kFour - 600, 500, 8, "ecgi:001-01-0000001");
    crowd.attach(kFour - 60, 0, 30, "ecgi:001-01-0000001");
    crowd.attach(kFour, 300, 3, "ecgi:001-01-0000001");
  }
  const Json exact = summary_of({"--exact", file});
  EXPECT_EQ(exact["people"]["value"], 30);
  EXPECT_EQ(exact["events"]["counted_of_machines"], 8);
  EXPECT_EQ(exact["cells"], 1);
}

TEST_F(ReplaySummaryFile, TellsWhatWasReadAndHow) {
  const std::string file = folder_.path("crowd.pcap");
  CrowdCapture{file}.attach(CrowdCapture::kNoon, 0, 2, "ecgi:001-01-0000001");
  const Json summary = summary_of({file, folder_.path("none.pcap")});
  EXPECT_EQ(run_.exit_code, 1);
  EXPECT_EQ(summary["files"], 2);
  EXPECT_EQ(summary["complete"], false);
  EXPECT_EQ(summary["problems"].size(), 1u);
  EXPECT_EQ(summary["mode"], "threshold_only");
  EXPECT_EQ(summary["people_min"], 20);
  EXPECT_EQ(summary["rounding"], 5);
  EXPECT_EQ(summary["from"], "2026-01-01T12:00:00Z");
  EXPECT_EQ(summary["to"], "2026-01-01T13:00:00Z") << "to the hour";
  EXPECT_TRUE(summary["key"] == "secret memory" || summary["key"] == "locked memory");
}

TEST_F(ReplaySummaryFile, CannotBeWrittenEverywhere) {
  const std::string file = folder_.path("crowd.pcap");
  CrowdCapture{file}.attach(CrowdCapture::kNoon, 0, 2, "ecgi:001-01-0000001");
  const auto nowhere = ProgramRun::of({"replay", "--summary", "/nowhere/s.json", file});
  EXPECT_EQ(nowhere.exit_code, 1);
  EXPECT_EQ(nowhere.err, "celltally: /nowhere/s.json: the summary cannot be written\n");
  EXPECT_EQ(nowhere.out, "");
  const auto full = ProgramRun::of({"replay", "--csv", "--summary", "/dev/full", file});
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_NE(full.err.find("celltally: /dev/full: the summary cannot be written\n"),
            std::string::npos);
  EXPECT_NE(full.out, "") << "the counts are there all the same";
}

// No output may hold an identifier: the digits of an IMSI, in the order of any usual coding.
TEST_F(ReplaySummaryFile, NoOutputHoldsAnIdentifier) {
  const std::string file = folder_.path("crowd.pcap");
  CrowdCapture{file}.attach(CrowdCapture::kNoon, 0, 30, "ecgi:001-01-0000001");
  std::string everything;
  for (const char* const form : {"--json", "--csv", "--exact", "--no-progress"}) {
    everything += summary_of({file, form}).dump() + run_.out + run_.err;
  }
  for (const char* const form : {"--json", "--link-type=user0=raw-ip"}) {
    const auto run = ProgramRun::of({"decode", form, file});
    everything += run.out + run.err;
  }
  EXPECT_EQ(everything.find("9000000"), std::string::npos);
  EXPECT_EQ(everything.find("0900000"), std::string::npos) << "swapped digits";
}

}  // namespace
}  // namespace celltally
