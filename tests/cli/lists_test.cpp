// From a list of IMSIs to counts without those in it.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"
#include "tests/cli/seen_counts.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using testing::csv_rows;
using testing::key_of;
using testing::ProgramRun;
using testing::SeenCounts;
using testing::TemporaryFolder;

constexpr std::int64_t kNoon = CrowdCapture::kNoon;
constexpr const char* kHere = "ecgi:001-01-1234501";
constexpr const char* kThere = "ecgi:001-01-1234502";

class Lists : public ::testing::Test {
 protected:
  Lists() { write_key(key_, '5'); }

  static void write_key(const std::string& path, char digit) {
    std::ofstream{path} << std::string(64, digit) << '\n';
    chmod(path.c_str(), 0600);
  }
  void write(const std::string& path, const std::string& text) { std::ofstream{path} << text; }

  ProgramRun prepare(const std::string& subscribers, const std::string& list) {
    return ProgramRun::of({"prepare-list", subscribers, "--operator-key", key_, "--out", list});
  }

  TemporaryFolder folder_;
  std::string key_ = folder_.path("operator.key");
  std::string imsis_ = folder_.path("imsis");
  std::string list_ = folder_.path("list");
};

// By: printf 208930000000001 | openssl dgst -sha256 -mac HMAC -macopt hexkey:5555...
TEST_F(Lists, PreparedAreHashesInTheirOwnOrder) {
  write(imsis_, "imsi\n208930000000001\n# a remark\n001019000000001\n208930000000001\r\n");
  const auto run = ProgramRun::of({"prepare-list", imsis_, "--operator-key", key_});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.out,
            "# celltally key 86923507b899c81e\n"
            "d7a43e0c48a8afde6e1903a98b64ff723ff162ed937edeac67cf4483da45330c\n"
            "e440d46f2f53b76a940ac7ed8b05612aead8b82aa1f06a3860011b2253d2b14b\n");
  EXPECT_EQ(run.err, "celltally: 2 people in the list\n");
}

TEST_F(Lists, OfSegmentsKeepTheSecondColumn) {
  write(imsis_, "imsi,segment\n208930000000001,25-34/f\n001019000000001,unknown\n");
  const auto run = ProgramRun::of({"prepare-list", imsis_, "--operator-key", key_});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.out,
            "# celltally key 86923507b899c81e\n"
            "d7a43e0c48a8afde6e1903a98b64ff723ff162ed937edeac67cf4483da45330c,unknown\n"
            "e440d46f2f53b76a940ac7ed8b05612aead8b82aa1f06a3860011b2253d2b14b,25-34/f\n");
  EXPECT_EQ(run.err, "celltally: 2 people with their segments\n");
}

TEST_F(Lists, AreReadFromStandardInputToo) {
  write(imsis_, "208930000000001\n");
  const auto of_file = ProgramRun::of({"prepare-list", imsis_, "--operator-key", key_});
  const auto piped = ProgramRun::of({"prepare-list", "--operator-key", key_},
                                    ProgramRun::Setting::reading(imsis_));
  EXPECT_EQ(piped.exit_code, 0) << piped.err;
  EXPECT_EQ(piped.out, of_file.out);
  const auto piped_key = ProgramRun::of({"prepare-list", imsis_, "--operator-key", "-"},
                                        ProgramRun::Setting::reading(key_));
  EXPECT_EQ(piped_key.out, of_file.out);
}

TEST_F(Lists, WhatIsWrongIsToldWithoutAnybodysIdentity) {
  struct Case {
    std::string text;
    std::string problem;
  };
  const std::string no_imsi = "does not begin with an IMSI; write its 6 to 15 digits";
  const Case cases[] = {
      {"208930000000001\n2089300000000012\n", ":2: " + no_imsi},
      {"20893\n", ":1: " + no_imsi},
      {"208930000000001 x\n", ":1: " + no_imsi},
      {"name,imsi\n", ":1: " + no_imsi},
      {"208930000000001\n208930000000002,25-34/f\n",
       ":2: has another column than the first line; write an IMSI a line, or imsi,segment in the "
       "first line"},
      {"208930000000001,25-34/f,x\n", ":1: has more than two columns; write IMSI,segment"},
      {"208930000000001,25-34\n",
       ":1: has no segment in its second column; write an age band and a gender such as 25-34/f or "
       "65+/m, with ages 0-15, 16-24, 25-34, 35-44, 45-54, 55-64, 65+, or unknown"},
  };
  for (const Case& one : cases) {
    write(imsis_, one.text);
    const auto run = prepare(imsis_, list_);
    EXPECT_EQ(run.exit_code, 78) << one.text;
    EXPECT_EQ(run.err, "celltally: " + imsis_ + one.problem + "\n") << one.text;
    EXPECT_EQ(run.err.find("2089"), std::string::npos) << one.text;
    EXPECT_FALSE(std::ifstream{list_}) << "nothing is written";
  }
}

TEST_F(Lists, WrongWordsAreToldBeforeAnythingIsRead) {
  write(imsis_, "208930000000001\n");
  const auto twice = ProgramRun::of({"prepare-list", "--operator-key", "-"});
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_EQ(twice.err,
            "celltally prepare-list: --operator-key: standard input is the list already; name a "
            "file for one of them; see celltally prepare-list --help\n");
  EXPECT_EQ(prepare(imsis_, imsis_).exit_code, 2) << "the list itself would be lost";
  EXPECT_EQ(prepare(imsis_, key_).exit_code, 2) << "the key would be lost";
  chmod(key_.c_str(), 0644);
  const auto open = prepare(imsis_, list_);
  EXPECT_EQ(open.exit_code, 78);
  EXPECT_EQ(open.err, "celltally: --operator-key: \"" + key_ +
                          "\" is open to others (mode 0644); chmod 0600 it, or 0640\n");
}

// One capture is as if the people of the list had not been there.
class CountsWithout : public Lists {
 protected:
  static constexpr std::uint32_t kFirstOut = 1000;
  static constexpr std::uint32_t kOut = 12;

  void SetUp() override {
    capture(without_, false);
    capture(with_, true);
    std::string imsis;
    for (std::uint32_t person = kFirstOut; person < kFirstOut + kOut; ++person) {
      imsis += CrowdCapture::imsi_of(person) + "\n";
    }
    write(imsis_, imsis);
    ASSERT_EQ(prepare(imsis_, list_).exit_code, 0);
  }

  static void capture(const std::string& path, bool with) {
    CrowdCapture crowd{path};
    crowd.attach(kNoon, 1, 40, kHere);
    if (with) {
      crowd.attach(kNoon + 60, kFirstOut, kOut, kHere);
      for (std::uint32_t person = kFirstOut; person < kFirstOut + kOut; ++person) {
        crowd.become_idle({Timestamp::from_seconds(kNoon + 100).ns + person}, person);
        crowd.ask_for_service({Timestamp::from_seconds(kNoon + 200).ns + person}, person, kThere);
      }
    }
    crowd.attach(kNoon + 300, 41, 30, kThere);
  }

  std::string without_ = folder_.path("without.pcap");
  std::string with_ = folder_.path("with.pcap");
};

TEST_F(CountsWithout, AreTheSameOctetsAsIfThePeopleHadNotBeenThere) {
  for (const std::vector<std::string>& how :
       {std::vector<std::string>{"--exact", "--csv"}, {"--json"}, {"--exact", "--json"}, {}}) {
    std::vector<std::string> plain{"replay"};
    plain.insert(plain.end(), how.begin(), how.end());
    std::vector<std::string> listed = plain;
    plain.push_back(without_);
    listed.insert(listed.end(), {"--opted-out", list_, "--operator-key", key_, with_});
    const auto expected = ProgramRun::of(plain);
    const auto got = ProgramRun::of(listed);
    ASSERT_EQ(got.exit_code, 0) << got.err;
    EXPECT_EQ(got.out, expected.out);
    std::vector<std::string> seen = plain;
    seen.back() = with_;
    EXPECT_NE(ProgramRun::of(seen).out, expected.out) << "they are there, without the list";
  }
}

TEST_F(CountsWithout, NeverTellHowMuchThePeopleDid) {
  const auto run = ProgramRun::of({"replay", "--opted-out", list_, "--operator-key", key_,
                                   "--summary", folder_.path("s.json"), with_});
  EXPECT_EQ(run.err.find("opted out  "), std::string::npos) << run.err;
  EXPECT_EQ(ProgramRun::text_of(folder_.path("s.json")).find("opted_out"), std::string::npos);
  EXPECT_NE(run.err.find("celltally: 12 people in lists, 12 of them opted out\n"),
            std::string::npos);
}

TEST_F(CountsWithout, NothingIsCountedByAListOfAnotherKeyOrWithoutOne) {
  const std::string other = folder_.path("other.key");
  write_key(other, '6');
  const auto wrong =
      ProgramRun::of({"replay", "--opted-out", list_, "--operator-key", other, with_});
  EXPECT_EQ(wrong.exit_code, 78);
  EXPECT_EQ(wrong.out, "");
  EXPECT_EQ(wrong.err, "celltally: " + list_ +
                           ":1: was made with another operator's key, so that nobody in it would "
                           "be known; make it again with celltally prepare-list and this key\n");
  const auto keyless = ProgramRun::of({"replay", "--opted-out", list_, with_});
  EXPECT_EQ(keyless.exit_code, 2);
  EXPECT_EQ(keyless.err,
            "celltally replay: --opted-out requires --operator-key; see celltally replay --help\n");
  const auto raw = ProgramRun::of({"replay", "--opted-out", imsis_, "--operator-key", key_, with_});
  EXPECT_EQ(raw.exit_code, 78) << "a list of IMSIs is refused";
  EXPECT_EQ(raw.err.find("00101"), std::string::npos);
}

// The devices of the made-up world that have opted out, by their numbers: identities stand in that
// order, each ending with the 16 digits of the device's own.
std::set<std::string> opted_out_devices(const std::string& identifiers,
                                        const std::string& opted_out) {
  std::set<std::string> imsis;
  std::ifstream out{opted_out};
  for (std::string line; std::getline(out, line);) imsis.insert(line);
  std::set<std::string> devices;
  std::ifstream all{identifiers};
  std::size_t device = 0;
  bool listed = false;
  for (std::string line; std::getline(all, line);) {
    listed |= imsis.contains(line);
    if (line.size() != 16) continue;
    if (listed) devices.insert(std::to_string(device));
    listed = false;
    ++device;
  }
  EXPECT_EQ(devices.size(), imsis.size());
  return devices;
}

class ListsOfASimulatedDay : public Lists {
 protected:
  void SetUp() override {
    const auto simulated = ProgramRun::of(
        {"simulate", world_, "--sightings", seen_, "--identifiers", ids_, "--machines-out",
         machines_, "--opted-out-out", imsis_, "--segments-out", folder_.path("people.csv"),
         "--interfaces", "s11", "--people", "300", "--cells-number", "6"});
    ASSERT_EQ(simulated.exit_code, 0) << simulated.err;
    ASSERT_EQ(prepare(imsis_, list_).exit_code, 0);
    ASSERT_EQ(prepare(folder_.path("people.csv"), segments_).exit_code, 0);
  }

  // Without those of the list; "": without nobody.
  std::vector<testing::CsvRow> counts_without(const std::string& list) {
    std::vector<std::string> words{"replay",  "--exact",    "--csv",   "--machines",
                                   machines_, "--segments", segments_, "--operator-key",
                                   key_,      world_};
    if (!list.empty()) words.insert(words.end(), {"--opted-out", list});
    const auto run = ProgramRun::of(words);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return csv_rows(run.out);
  }

  std::string world_ = folder_.path("world.pcap");
  std::string seen_ = folder_.path("seen.csv");
  std::string ids_ = folder_.path("ids");
  std::string machines_ = folder_.path("machines");
  std::string segments_ = folder_.path("segments.list");
};

TEST_F(ListsOfASimulatedDay, EventsAreWhatAPerfectProbeWouldTellOfTheOthers) {
  const auto devices = opted_out_devices(ids_, imsis_);
  ASSERT_GT(devices.size(), 2u);
  std::ifstream sightings{seen_};
  std::string others;
  std::size_t left_out = 0;
  for (std::string line; std::getline(sightings, line);) {
    const bool out = devices.contains(line.substr(0, line.find(',')));
    left_out += out ? 1u : 0u;
    if (!out) others += line + "\n";
  }
  EXPECT_GT(left_out, 20u);
  write(seen_, others);
  const SeenCounts expected{seen_};
  std::size_t found = 0;
  for (auto& row : counts_without(list_)) {
    if (row["stat"] != "events" || row["kind"].empty()) continue;  // others are by service
    const std::string key = key_of(row);
    EXPECT_EQ(row["value"], std::to_string(expected[key].value)) << key;
    found += expected[key].value > 0 ? 1u : 0u;
  }
  EXPECT_EQ(found, expected.size());
}

// Everybody is counted by themselves, so that what two groups do adds up to what all do. Of events
// that is not so: those of nobody known are in all three.
TEST_F(ListsOfASimulatedDay, CountsOfPeopleWithoutAListAddUpFromThoseInItAndTheOthers) {
  std::set<std::string> out;
  std::ifstream opted_out{imsis_};
  for (std::string line; std::getline(opted_out, line);) out.insert(line);
  std::string others;
  std::ifstream all{ids_};
  for (std::string line; std::getline(all, line);) {
    if (line.size() == 15 && !out.contains(line)) others += line + "\n";
  }
  write(folder_.path("others"), others);
  const std::string others_list = folder_.path("others.list");
  ASSERT_EQ(prepare(folder_.path("others"), others_list).exit_code, 0);

  std::map<std::string, std::int64_t> differences;
  std::map<std::string, std::int64_t> values;  // of all, by statistic
  std::int64_t of_segments = 0;
  const auto add = [&](std::vector<testing::CsvRow> rows, std::int64_t sign) {
    for (auto& row : rows) {
      if (row["stat"] == "events") continue;
      const std::int64_t value = std::strtoll(row["value"].c_str(), nullptr, 10);
      std::string key;
      for (const auto& [name, text] : row) key += name == "value" ? "" : text + " ";
      differences[key] += sign * value;
      if (sign < 0) continue;
      values[row["stat"]] += value;
      if (row["segment"] != "" && row["segment"] != "unknown") of_segments += value;
    }
  };
  add(counts_without(""), 1);
  add(counts_without(list_), -1);
  add(counts_without(others_list), -1);
  for (const auto& [key, difference] : differences) EXPECT_EQ(difference, 0) << key;
  for (const char* statistic : {"presence", "dwell", "segments"}) {
    EXPECT_GT(values[statistic], 100) << statistic;
  }
  EXPECT_GT(of_segments, 100) << "nearly everybody is in the list of segments";
}

}  // namespace
}  // namespace celltally
