#include "outbox/ledger.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "outbox/ledger_line.hpp"
#include "outbox/sha256.hpp"
#include "tests/outbox/faulty_calls.hpp"

namespace celltally::test {
namespace {

namespace fs = std::filesystem;

constexpr Timestamp kDay = Timestamp::from_seconds(1'767'240'000);  // 2026-01-01T04:00:00Z

Timestamp at(std::int64_t hour) {
  return Timestamp::from_seconds(kDay.seconds() + 3600 * hour);
}

LedgerEntry hour_of(Statistic statistic, std::int64_t hour, std::uint32_t scale = 180) {
  LedgerEntry entry;
  entry.at = at(hour + 1);
  entry.probe = "site-a";
  entry.day = kDay;
  entry.statistic = statistic;
  entry.window = {at(hour), at(hour + 1)};
  entry.protection.people_min = 20;
  entry.protection.noise = {.scale_tenths = scale, .cap = 24, .threshold = 80, .near_below = 120};
  return entry;
}

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "celltally-ledger-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }

  std::string text() const {
    std::ifstream file{path + "/ledger", std::ios::binary};
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }
  void write(const std::string& bytes) const {
    std::ofstream{path + "/ledger", std::ios::binary | std::ios::trunc} << bytes;
  }

  std::string path;
};

// "" when it was noted.
std::string spent(Ledger& ledger, const LedgerEntry& entry) {
  const auto noted = ledger.spend(entry);
  return noted ? "" : noted.error();
}

std::string error_of(const Folder& folder) {
  const auto ledger = Ledger::open(folder.path);
  return ledger ? "" : ledger.error().substr(folder.path.size() + 1);
}

constexpr const char* kFirst =
    R"({"ledger":1,"number":1,"at":"2026-01-01T13:00:00Z","probe":"site-a",)"
    R"("day":"2026-01-01T04:00:00Z","stat":"presence","from":"2026-01-01T12:00:00Z",)"
    R"("to":"2026-01-01T13:00:00Z","protection":{"mode":"noise","people_min":20,)"
    R"("hard_floor":false,"shape":"gaussian","scale":18.0,"cap":24,"threshold":80,)"
    R"("near_below":120},"previous":)"
    R"("0000000000000000000000000000000000000000000000000000000000000000"})"
    "\n";

TEST(Ledger, IsALineForEachReleaseThatNamesTheHashOfTheOneBefore) {
  Folder folder;
  Ledger ledger = Ledger::open(folder.path).value();
  const auto first = ledger.spend(hour_of(Statistic::presence, 8));
  ASSERT_TRUE(first);
  EXPECT_EQ(folder.text(), kFirst);
  EXPECT_EQ(*first, (SegmentHeader::Ledger{1, sha256_hex(kFirst)}));
  const auto second = ledger.spend(hour_of(Statistic::presence, 9));
  ASSERT_TRUE(second);
  EXPECT_EQ(second->number, 2U);
  EXPECT_NE(folder.text().find("\"previous\":\"" + sha256_hex(kFirst) + "\"}\n"),
            std::string::npos);
}

TEST(Ledger, IsReadAgainAndGoesOn) {
  Folder folder;
  {
    Ledger ledger = Ledger::open(folder.path).value();
    EXPECT_EQ(spent(ledger, hour_of(Statistic::presence, 8)), "");
  }
  Ledger ledger = Ledger::open(folder.path).value();
  EXPECT_EQ(spent(ledger, hour_of(Statistic::presence, 8)),
            "presence of 2026-01-01T12:00:00Z was released before");
  EXPECT_EQ(spent(ledger, hour_of(Statistic::presence, 9)), "");
  EXPECT_EQ(error_of(folder), "");
}

TEST(Ledger, LetsNoMomentOfAStatisticBeReleasedTwice) {
  Folder folder;
  Ledger ledger = Ledger::open(folder.path).value();
  for (const std::int64_t hour : {8, 10, 9, 4, 12}) {
    EXPECT_EQ(spent(ledger, hour_of(Statistic::presence, hour)), "") << hour;
  }
  for (const std::int64_t hour : {8, 9, 10, 4, 12}) {
    EXPECT_NE(spent(ledger, hour_of(Statistic::presence, hour)), "") << hour;
  }
  LedgerEntry wide = hour_of(Statistic::presence, 11);
  EXPECT_EQ(spent(ledger, hour_of(Statistic::machines, 8)), "") << "another statistic";
  wide.window.to = at(13);
  EXPECT_NE(spent(ledger, wide), "") << "its end was";
  wide.window = {at(3), at(6)};
  EXPECT_NE(spent(ledger, wide), "") << "its middle was";
  wide.window = {at(7), at(8)};
  EXPECT_EQ(spent(ledger, wide), "") << "they only meet";
}

TEST(Ledger, LetsTheProtectionOfADayNotChangeWithinIt) {
  Folder folder;
  Ledger ledger = Ledger::open(folder.path).value();
  EXPECT_EQ(spent(ledger, hour_of(Statistic::presence, 8)), "");
  EXPECT_EQ(spent(ledger, hour_of(Statistic::presence, 9, 200)),
            "presence was released with another protection on the same day, which began "
            "2026-01-01T04:00:00Z");
  EXPECT_EQ(spent(ledger, hour_of(Statistic::machines, 9, 200)), "");
  LedgerEntry tomorrow = hour_of(Statistic::presence, 24, 200);
  tomorrow.day = at(24);
  EXPECT_EQ(spent(ledger, tomorrow), "");
}

TEST(Ledger, LosesHalfALineThatACrashLeft) {
  Folder folder;
  folder.write(std::string{kFirst} + R"({"ledger":1,"number":2,"at":"2026)");
  Ledger ledger = Ledger::open(folder.path).value();
  EXPECT_EQ(folder.text(), kFirst);
  EXPECT_EQ(spent(ledger, hour_of(Statistic::presence, 9)), "");
}

TEST(Ledger, IsRefusedWhenSomebodyChangedIt) {
  constexpr const char* kMend =
      "; put back the file as it was, or move it away to begin anew, which releases what was "
      "released before once more";
  Folder folder;
  Ledger ledger = Ledger::open(folder.path).value();
  for (const std::int64_t hour : {8, 9, 10}) spent(ledger, hour_of(Statistic::presence, hour));
  const std::string good = folder.text();
  const auto changed = [&](const std::string& what, const std::string& with) {
    std::string text = good;
    folder.write(text.replace(text.find(what), what.size(), with));
    return error_of(folder);
  };
  EXPECT_EQ(changed("site-a", "site-b"),
            std::string{"ledger:2: previous is not the hash of the line before: one of them was "
                        "changed"} +
                kMend);
  EXPECT_EQ(changed(kFirst, ""),
            std::string{"ledger:1: number must be 1: lines before it are missing"} + kMend);
  EXPECT_EQ(changed("\"cap\":24", "\"cap\": 24"),
            std::string{"ledger:1: column 276: cap must be a number from 1 to 1000000"} + kMend);
  folder.write(good.substr(0, good.size() - 1));
  EXPECT_EQ(error_of(folder), "") << "the last line may be half written";
}

TEST(Ledger, SaysWhenItChangedUnderTheProbe) {
  Folder folder;
  Ledger ledger = Ledger::open(folder.path).value();
  EXPECT_EQ(spent(ledger, hour_of(Statistic::presence, 8)), "");
  folder.write("");
  EXPECT_EQ(spent(ledger, hour_of(Statistic::presence, 9)),
            folder.path + "/ledger: is not as it was left; restart to read it again");
}

TEST(Ledger, NotesNothingThatCouldNotBeWritten) {
  for (long call = 1; call < 6; ++call) {
    Folder folder;
    Ledger ledger = Ledger::open(folder.path).value();
    ASSERT_EQ(spent(ledger, hour_of(Statistic::presence, 8)), "");
    FaultyCalls::fail(call, ENOSPC);
    const std::string reason = spent(ledger, hour_of(Statistic::presence, 9));
    if (FaultyCalls::stop() < call) break;
    if (!reason.empty()) {
      EXPECT_NE(reason.find("cannot be written"), std::string::npos);
      EXPECT_EQ(folder.text(), kFirst) << call;
      EXPECT_EQ(spent(ledger, hour_of(Statistic::presence, 9)), "") << "the next time it is";
    }
  }
}

// A process that dies at any call leaves a ledger that can be read and that has the window if the
// release was allowed.
TEST(Ledger, HasEveryReleaseThatWasAllowedWheneverTheProcessDies) {
  for (long call = 1; call < 20; ++call) {
    Folder folder;
    const pid_t child = fork();
    if (child == 0) {
      FaultyCalls::crash(call);
      Ledger ledger = Ledger::open(folder.path).value();
      for (std::int64_t hour = 8; hour < 11; ++hour) {
        if (!ledger.spend(hour_of(Statistic::presence, hour))) _exit(1);
        std::ofstream{folder.path + "/allowed"} << hour;
      }
      _exit(0);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    const int code = WEXITSTATUS(status);
    ASSERT_TRUE(code == 0 || code == FaultyCalls::kCrashed) << code;
    std::int64_t allowed = 7;
    std::ifstream{folder.path + "/allowed"} >> allowed;
    Ledger again = Ledger::open(folder.path).value();
    for (std::int64_t hour = 8; hour <= allowed; ++hour) {
      EXPECT_NE(spent(again, hour_of(Statistic::presence, hour)), "") << call;
    }
    if (code == 0) break;
  }
}

}  // namespace
}  // namespace celltally::test
