// What `celltally decode` prints, to the letter.

#include <gtest/gtest.h>

#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using testing::ProgramRun;
using testing::TemporaryFolder;

constexpr std::int64_t kNoon = CrowdCapture::kNoon;

class DecodeOutput : public ::testing::Test {
 protected:
  static ProgramRun decode(const ProgramRun::Arguments& more) {
    ProgramRun::Arguments arguments{"decode"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return ProgramRun::of(arguments);
  }

  TemporaryFolder folder_;
  std::string file_ = folder_.path("c.pcap");
};

TEST_F(DecodeOutput, IsAJsonObjectForEachMessage) {
  {
    CrowdCapture crowd{file_};
    crowd.attach(kNoon, 7, 1, "ecgi:001-01-1234501");
    crowd.become_idle({Timestamp::from_seconds(kNoon + 5).ns + 1}, 7);
    const UdpFlow flow{crowd.mme(), crowd.sgw()};
    crowd.write(Timestamp::from_seconds(kNoon + 6), flow, gtpv2::message(254, {}));
  }
  const auto run = decode({"--json", file_});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.err,
            "celltally: these lines follow single people through the day: for the lab, never "
            "publish them\n");
  EXPECT_EQ(
      run.out,
      R"({"frame":1,"time":"2026-01-01T12:00:00.000000Z","protocol":"gtpv2",)"
      R"("message":"Create Session Request","type":32,"kind":"attach","presence":"exact",)"
      R"("cell":"ecgi:001-01-1234501","area":"tai:001-01-0001","person":1,"known_by":"identity",)"
      R"("ids":["imsi"],)"
      R"("home":"001-01","machine":false})"
      "\n"
      R"({"frame":2,"time":"2026-01-01T12:00:00.001000Z","protocol":"gtpv2",)"
      R"("message":"Create Session Response","type":33,"person":1,"known_by":"session",)"
      R"("home":"001-01","machine":false,"cause":16})"
      "\n"
      R"({"frame":3,"time":"2026-01-01T12:00:05.000000001Z","protocol":"gtpv2",)"
      R"("message":"Release Access Bearers Request","type":170,"kind":"idle","person":1,)"
      R"("known_by":"session","home":"001-01","machine":false})"
      "\n"
      R"({"frame":4,"time":"2026-01-01T12:00:06.000000Z","protocol":"gtpv2",)"
      R"("message":"Message type 254","type":254})"
      "\n");
}

TEST_F(DecodeOutput, NumbersPeopleInTheOrderInWhichTheyAppear) {
  {
    CrowdCapture crowd{file_};
    crowd.attach(kNoon, 9, 1, "ecgi:001-01-0000001");
    crowd.attach(kNoon + 10, 4, 1, "ecgi:001-01-0000001");
    crowd.become_idle(Timestamp::from_seconds(kNoon + 20), 4);
    crowd.become_idle(Timestamp::from_seconds(kNoon + 21), 9);
    crowd.become_idle(Timestamp::from_seconds(kNoon + 22), 5);  // a session nobody saw begin
  }
  const auto run = decode({"--json", file_});
  std::string people;
  std::istringstream lines{run.out};
  for (std::string line; std::getline(lines, line);) {
    const auto at = line.find("\"person\":");
    people += at == std::string::npos ? '-' : line[at + 9];
  }
  EXPECT_EQ(people, "112221-");
}

TEST_F(DecodeOutput, TellsWhatSaysThatItIsAMachine) {
  {
    CrowdCapture crowd{file_};
    crowd.attach_machines(kNoon, 1, 1, "ecgi:001-01-0000001");
    crowd.become_idle(Timestamp::from_seconds(kNoon + 1), 1);
  }
  const auto lines_with = [](const std::string& out, const std::string& words) {
    std::size_t count = 0;
    for (auto at = out.find(words); at != std::string::npos; at = out.find(words, at + 1)) ++count;
    return count;
  };
  const std::string by_network = decode({"--json", file_}).out;
  EXPECT_EQ(lines_with(by_network, R"("machine":true,"machine_by":"network")"), 3u) << by_network;
  EXPECT_EQ(lines_with(decode({file_}).out, "  machine by network"), 3u);
}

TEST_F(DecodeOutput, NamesTheFileWhenThereAreSeveral) {
  CrowdCapture{file_}.attach(kNoon + 1, 1, 1, "ecgi:001-01-0000001");
  const std::string second = folder_.path("d.pcap");
  CrowdCapture{second}.attach(kNoon, 2, 1, "ecgi:001-01-0000001");
  const auto run = decode({"--json", file_, second});
  EXPECT_TRUE(run.out.starts_with(R"({"frame":1,"file":2,"time":"2026-01-01T12:00:00.000000Z")"))
      << run.out;
  EXPECT_NE(run.out.find(R"({"frame":1,"file":1,"time":"2026-01-01T12:00:01.000000Z")"),
            std::string::npos);
}

TEST_F(DecodeOutput, TellsDamageAndCopies) {
  {
    CrowdCapture crowd{file_};
    const UdpFlow flow{crowd.mme(), crowd.sgw()};
    const Octets request = gtpv2::create_session_request(
        {gtpv2::imsi(CrowdCapture::imsi_of(1)), gtpv2::uli({"ecgi:001-01-0000001"})});
    crowd.write(Timestamp::from_seconds(kNoon), flow, request);
    crowd.write(Timestamp::from_seconds(kNoon + 1), flow, request);
    crowd.write(Timestamp::from_seconds(kNoon + 2), flow,
                gtpv2::create_session_request({gtpv2::imsi("00101")}, {.sequence = 2}));
  }
  const auto run = decode({"--json", file_});
  EXPECT_EQ(run.exit_code, 0);
  std::istringstream lines{run.out};
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line.find("retransmission"), std::string::npos) << line;
  std::getline(lines, line);
  EXPECT_TRUE(line.ends_with(R"(,"retransmission":true})")) << line;
  std::getline(lines, line);
  EXPECT_NE(line.find(R"("damage":"bad identity")"), std::string::npos) << line;
}

TEST_F(DecodeOutput, IsATextWithoutJson) {
  CrowdCapture{file_}.attach(kNoon, 7, 1, "ecgi:001-01-1234501");
  const auto run = decode({file_});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(
      run.out,
      "     1  2026-01-01T12:00:00.000000Z     gtpv2  Create Session Request                  "
      "attach            person 1  presence exact  cell ecgi:001-01-1234501  area "
      "tai:001-01-0001  ids imsi  home 001-01\n"
      "     2  2026-01-01T12:00:00.001000Z     gtpv2  Create Session Response                 "
      "                  person 1  home 001-01  cause 16\n");
}

TEST_F(DecodeOutput, IsTheSameOnEachRunAndFromAPipe) {
  ASSERT_EQ(ProgramRun::of({"simulate", file_, "--people", "50"}).exit_code, 0);
  const auto first = decode({"--json", file_});
  EXPECT_EQ(first.exit_code, 0);
  EXPECT_NE(first.out, "");
  EXPECT_EQ(decode({"--json", file_}).out, first.out);
  const auto piped = ProgramRun::of({"decode", "--json", "-"}, ProgramRun::Setting::reading(file_));
  EXPECT_EQ(piped.out, first.out);
}

}  // namespace
}  // namespace celltally
