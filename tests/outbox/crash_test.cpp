// Whatever happens between two system calls, and whichever of them fails: the outbox opens again,
// every segment in it is whole, no number stands for two segments, and
//   windows handed in = waiting + declared dropped (+ one that was not confirmed).

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <map>
#include <random>
#include <string>

#include "outbox/outbox.hpp"
#include "tests/capture/temporary_folder.hpp"
#include "tests/outbox/faulty_calls.hpp"
#include "tests/outbox/folder_state.hpp"
#include "tests/outbox/released_rows.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;
using test::FaultyCalls;
using test::FolderState;

constexpr std::int64_t kHour = 3600;
constexpr int kBefore = 8;  // segments before anything goes wrong
constexpr int kAdded = 4;

Timestamp after_hour(int number) {
  return Timestamp::from_seconds(test::kFour.seconds() + (number + 1) * kHour + 300);
}

// Windows are made before anything fails.
const std::vector<test::ReleasedWindow>& windows() {
  static const std::vector<test::ReleasedWindow> all = [] {
    std::vector<test::ReleasedWindow> made;
    for (int hour = 0; hour < kBefore + kAdded + 2; ++hour) made.push_back(test::presence(hour));
    return made;
  }();
  return all;
}

Outbox::Stored add(Outbox& outbox, int hour) {
  const auto& window = windows()[static_cast<std::size_t>(hour)];
  return outbox.add(window.about, window.rows, after_hour(hour));
}

// An outbox that has everything to do when it is opened: something damaged, something unfinished, a
// name of what was dropped. And it is too full, so that it has to drop.
class CrashTest : public ::testing::Test {
 protected:
  CrashTest() {
    {
      auto outbox = Outbox::open(template_, {}, after_hour(0));
      first_ = static_cast<std::uint64_t>(after_hour(0).seconds());
      for (int hour = 0; hour < kBefore; ++hour) add(*outbox, hour);
      limits_.bytes_most = outbox->counters().bytes / kBefore * 5 + 400;  // five segments
    }
    test::put(template_ + "/" + name_of(3), "damaged");
    test::put(template_ + "/" + name_of(9) + ".part", "begun");
    fs::rename(template_ + "/" + name_of(0),
               template_ + "/" + to_text(DroppedName{first_, first_ + kBefore - 1}));
  }
  ~CrashTest() override { FaultyCalls::stop(); }

  // The one that is acknowledged when two are added.
  std::uint64_t delivered() const { return first_ + 5; }

  std::string name_of(int hour) const {
    return to_text(SegmentName{first_ + static_cast<std::uint64_t>(hour), Statistic::presence,
                               test::hour(hour).from});
  }

  void begin_again() {
    fs::remove_all(folder_);
    fs::copy(template_, folder_, fs::copy_options::recursive);
    seen_.clear();
  }

  // What a probe does; tells through `confirmed` how many windows it was told are on the disk.
  bool run(int& confirmed) const {
    auto outbox = Outbox::open(folder_, limits_, after_hour(kBefore));
    if (!outbox) return false;
    for (int i = 0; i < kAdded; ++i) {
      if (add(*outbox, kBefore + i) == Outbox::Stored::on_disk) confirmed = i + 1;
      if (i == 1 && acknowledging_) outbox->acknowledge(delivered());
      outbox->tick(after_hour(kBefore + i));
    }
    return true;
  }

  // Looks at the folder as it is; numbers that were seen before must have the same bytes.
  FolderState look() {
    FolderState state = FolderState::of(folder_);
    for (const auto& [sequence, bytes] : state.bytes) {
      const auto [at, is_new] = seen_.emplace(sequence, bytes);
      EXPECT_TRUE(is_new || at->second == bytes) << sequence;
    }
    return state;
  }

  // Opens it again and adds one more window, which declares what is to be declared.
  void expect_recovery(int confirmed, const std::string& when) {
    SCOPED_TRACE(when);
    for (const std::string& damage : look().damaged) {
      EXPECT_TRUE(damage.starts_with(name_of(3))) << "a segment is there whole or not: " << damage;
    }
    const std::uint64_t acknowledged = acknowledging_ && confirmed >= 2 ? delivered() : 0;
    auto outbox = Outbox::open(folder_, limits_, after_hour(kBefore + kAdded), acknowledged);
    ASSERT_TRUE(outbox) << outbox.error();
    EXPECT_EQ(add(*outbox, kBefore + kAdded), Outbox::Stored::on_disk);
    EXPECT_EQ(add(*outbox, kBefore + kAdded + 1), Outbox::Stored::on_disk);
    const FolderState state = look();
    EXPECT_TRUE(state.damaged.empty()) << state.damaged.front();
    for (const std::string& other : state.others) EXPECT_FALSE(other.ends_with(".part")) << other;
    state.expect_chained();
    const std::uint64_t newest = state.segments.rbegin()->first;
    const std::uint64_t on_disk = newest - first_ + 1 - kBefore - 2;
    EXPECT_GE(on_disk, static_cast<std::uint64_t>(confirmed));
    EXPECT_LE(on_disk, static_cast<std::uint64_t>(kAdded));
    expect_conservation(state, outbox->counters().undeclared, acknowledged);
  }

  void expect_conservation(const FolderState& state, std::uint64_t undeclared,
                           std::uint64_t acknowledged) const {
    const std::uint64_t missing = state.missing_from(first_);
    std::uint64_t removed_most = 0;  // because every sink had them
    for (std::uint64_t sequence = first_; sequence <= acknowledged; ++sequence) {
      if (!state.segments.contains(sequence)) ++removed_most;
    }
    const std::uint64_t known = declared(state, acknowledged) + undeclared;
    EXPECT_GE(missing, known);
    EXPECT_LE(missing, known + removed_most);
  }

  // By the segments that are there, and by those that every sink has.
  std::uint64_t declared(const FolderState& state, std::uint64_t acknowledged) const {
    std::uint64_t sum = state.declared();
    for (const auto& [sequence, bytes] : seen_) {
      if (sequence > acknowledged || state.segments.contains(sequence)) continue;
      sum += read_segment_header(bytes, "seen")->dropped.segments;
    }
    return sum;
  }

  const testing::TemporaryFolder temporary_;
  const std::string template_ = temporary_.path("template");
  const std::string folder_ = temporary_.path("outbox");
  const bool made_ = fs::create_directory(template_);
  OutboxLimits limits_;
  std::uint64_t first_ = 0;
  bool acknowledging_ = false;  // then the sum is less exact
  std::map<std::uint64_t, std::string> seen_;
};

// A number that both processes see.
class SharedNumber {
 public:
  SharedNumber()
      : at_(static_cast<int*>(::mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE,
                                     MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
  SharedNumber(const SharedNumber&) = delete;
  SharedNumber& operator=(const SharedNumber&) = delete;
  ~SharedNumber() { ::munmap(at_, sizeof(int)); }
  int& get() const { return *at_; }

 private:
  int* at_;
};

TEST_F(CrashTest, BetweenEveryTwoSystemCallsLosesNothing) {
  const SharedNumber confirmed;
  windows();
  long crashes = 0;
  for (long twice = 2;; ++twice) {  // each moment with and without an acknowledgement
    const long n = twice / 2;
    acknowledging_ = twice % 2 == 1;
    begin_again();
    look();
    confirmed.get() = 0;
    const pid_t child = ::fork();
    if (child == 0) {
      FaultyCalls::crash(n);
      run(confirmed.get());
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status)) << n;
    expect_recovery(confirmed.get(), "crash before call " + std::to_string(n));
    if (HasFatalFailure() || (WEXITSTATUS(status) == 0 && acknowledging_)) break;
    if (WEXITSTATUS(status) == 0) continue;
    ASSERT_EQ(WEXITSTATUS(status), FaultyCalls::kCrashed) << n;
    ++crashes;
  }
  EXPECT_GT(crashes, 80);
}

TEST_F(CrashTest, AnyCallThatFailsOnceLosesNothing) {
  for (const int error : {ENOSPC, EDQUOT, EMFILE, EIO, EROFS}) {
    acknowledging_ = error == EDQUOT;
    for (long n = 1;; ++n) {
      begin_again();
      look();
      int confirmed = 0;
      FaultyCalls::fail(n, error);
      const bool opened = run(confirmed);
      const long calls = FaultyCalls::stop();
      const std::string when = "errno " + std::to_string(error) + " at " + std::to_string(n);
      // What the last window left in memory dies with the outbox here.
      EXPECT_TRUE(!opened || confirmed >= kAdded - 1) << when;
      EXPECT_TRUE(opened || n <= 2) << when << ": only listing the folder may stop it";
      expect_recovery(confirmed, when);
      if (HasFatalFailure() || calls < n) break;
    }
  }
}

TEST_F(CrashTest, EverythingFailingFromSomeCallOnLosesNothingThatWasConfirmed) {
  for (const int error : {ENOSPC, EIO}) {
    for (long n = 1;; n += 3) {
      begin_again();
      look();
      int confirmed = 0;
      FaultyCalls::fail(n, error, true);
      run(confirmed);
      const long calls = FaultyCalls::stop();
      expect_recovery(confirmed,
                      "errno " + std::to_string(error) + " from " + std::to_string(n) + " on");
      if (HasFatalFailure() || calls < n) break;
    }
  }
}

TEST_F(CrashTest, KilledAtAnyMomentLosesNothing) {
  constexpr int kKills = 200;
  constexpr std::uint64_t kRoom = 60;  // segments
  const SharedNumber confirmed;
  std::mt19937 random{1};  // NOLINT(cert-msc51-cpp): the same each time
  begin_again();
  limits_.bytes_most = limits_.bytes_most / 5 * kRoom;
  std::uint64_t given = kBefore;
  for (int i = 0; i < kKills && !HasFailure(); ++i) {
    confirmed.get() = 0;
    const pid_t child = ::fork();
    if (child == 0) {
      auto outbox = Outbox::open(folder_, limits_, after_hour(kBefore));
      for (int n = 0; outbox && n < 1000; ++n) {
        if (add(*outbox, kBefore + n % kAdded) == Outbox::Stored::on_disk) ++confirmed.get();
      }
      ::_exit(0);
    }
    ::usleep(std::uniform_int_distribution<useconds_t>{100, 6000}(random));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    const FolderState state = look();
    state.expect_chained();
    const auto told = static_cast<std::uint64_t>(confirmed.get());
    const std::uint64_t before = given;
    given = state.segments.rbegin()->first - first_ + 1;
    EXPECT_GE(given, before + told) << i;
    EXPECT_LE(given, before + told + 1) << i;
  }
  EXPECT_GT(given, std::uint64_t{kBefore + 10});
  auto outbox = Outbox::open(folder_, limits_, after_hour(kBefore));
  ASSERT_TRUE(outbox) << outbox.error();
  add(*outbox, kBefore);
  const FolderState state = look();
  EXPECT_TRUE(state.damaged.empty());
  expect_conservation(state, outbox->counters().undeclared, 0);
  RecordProperty("windows", std::to_string(given));
}

// A real file system of 64 KiB that is full, for days.
TEST_F(CrashTest, ADiskThatIsReallyFullTakesNewWindowsForOldOnes) {
  fs::create_directory(folder_);
  if (::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=64k,nr_inodes=100") != 0) {
    GTEST_SKIP() << "skipped: may not mount a file system here";
  }
  std::uint64_t declared = 0;
  std::map<std::uint64_t, std::string> all;
  {
    auto outbox = Outbox::open(folder_, {}, after_hour(0));
    ASSERT_TRUE(outbox) << outbox.error();
    for (int i = 0; i < 100; ++i) {
      EXPECT_EQ(add(*outbox, i % kBefore), Outbox::Stored::on_disk) << outbox->trouble();
      for (const auto& [sequence, bytes] : FolderState::of(folder_).bytes) all[sequence] = bytes;
    }
    EXPECT_GT(outbox->counters().dropped_for_disk, 50u);
    declared = FolderState::of(folder_).declared();
    const OutboxCounters counters = outbox->counters();
    EXPECT_EQ(all.size(), 100u);
    EXPECT_EQ(counters.waiting + declared + counters.undeclared, 100u);
    EXPECT_EQ(counters.undeclared, 0u);
  }
  ::umount(folder_.c_str());
}

// Every inode is taken: names of what was dropped would keep them.
TEST_F(CrashTest, ADiskWithoutInodesTakesNewWindowsForOldOnes) {
  fs::create_directory(folder_);
  if (::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=1m,nr_inodes=12") != 0) {
    GTEST_SKIP() << "skipped: may not mount a file system here";
  }
  {
    auto outbox = Outbox::open(folder_, {}, after_hour(0));
    ASSERT_TRUE(outbox) << outbox.error();
    for (int i = 0; i < 40; ++i) {
      EXPECT_EQ(add(*outbox, i % kBefore), Outbox::Stored::on_disk) << i << outbox->trouble();
    }
    const OutboxCounters counters = outbox->counters();
    EXPECT_EQ(counters.waiting + counters.dropped_for_disk, 40u);
  }
  ::umount(folder_.c_str());
}

}  // namespace
}  // namespace celltally
