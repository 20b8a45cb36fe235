// What the attacks see of a process, and that they leave nothing behind.

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "audit/box/canary_person.hpp"
#include "audit/box/child_process.hpp"
#include "audit/box/folder_search.hpp"
#include "audit/box/process_defences.hpp"
#include "audit/box/process_memory.hpp"
#include "audit/box/stop_request.hpp"
#include "audit/box/temporary_folder.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr uid_t kNobody = 65534;

TEST(ChildProcess, TellsHowItEndedAndWhatItSaid) {
  const TemporaryFolder folder{""};
  ChildProcess well{{.words = {"/bin/sh", "-c", "echo out; echo one >&2; echo two >&2; exit 3"},
                     .output = folder / "well"}};
  const auto end = well.wait(10s);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->code, 3);
  EXPECT_EQ(well.out(), "out\n");
  EXPECT_EQ(well.last_words(), "two");
  ChildProcess killed{{.words = {"/bin/sleep", "60"}, .output = folder / "killed"}};
  EXPECT_FALSE(killed.wait(20ms));
  killed.send(SIGKILL);
  EXPECT_EQ(killed.wait(10s)->code, -SIGKILL);
  ChildProcess none{{.words = {"/nowhere"}, .output = folder / "none"}};
  EXPECT_EQ(none.wait(10s)->code, 127);
}

TEST(StopRequest, TakesChildrenAndFoldersWithIt) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    std::string path;
    pid_t child = 0;
    const StopRequest stop;
    try {
      const TemporaryFolder folder{""};
      path = folder.path();
      std::ofstream{folder / "something"} << "of an attack";
      ChildProcess process{{.words = {"/bin/sleep", "60"}, .output = folder / "sleep"}};
      child = process.pid();
      raise(signal);
      process.wait(10s);
      FAIL() << "it went on";
    } catch (const AuditStopped& stopped) {
      EXPECT_EQ(stopped.signal(), signal);
    }
    EXPECT_FALSE(fs::exists(path));
    EXPECT_EQ(kill(child, 0), -1);
  }
}

TEST(ProcessDefences, SeesAProgramThatHasNone) {
  const TemporaryFolder folder{""};
  fs::permissions(folder.path(), fs::perms::others_exec, fs::perm_options::add);
  ChildProcess bare{{.words = {"/bin/sleep", "60"},
                     .output = folder / "bare",
                     .user = geteuid() == 0 ? kNobody : 0,
                     .may_dump = true}};
  // Until it is no more this program.
  const auto is_sleep = [&] {
    std::error_code error;
    const auto program = fs::read_symlink("/proc/" + std::to_string(bare.pid()) + "/exe", error);
    return !error && program != fs::read_symlink("/proc/self/exe");
  };
  ASSERT_TRUE(bare.wait_until(is_sleep, 10s));
  const ProcessDefences defences = ProcessDefences::of(bare.pid());
  EXPECT_GT(defences.core_octets, 0U);
  ASSERT_TRUE(defences.dumpable_known);
  EXPECT_TRUE(defences.dumpable);
  EXPECT_FALSE(defences.no_new_privileges);
  EXPECT_FALSE(defences.calls_filtered);
  EXPECT_THROW(ProcessDefences::of(-5), std::runtime_error);
}

TEST(ProcessDefences, CountsInternetSockets) {
  const auto before = ProcessDefences::of(getpid());
  ASSERT_TRUE(before.sockets_known);
  const int descriptor = socket(AF_INET, SOCK_DGRAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(ProcessDefences::of(getpid()).internet_sockets, before.internet_sockets + 1);
  close(descriptor);
}

TEST(ProcessMemory, FindsWhatAnotherProcessHolds) {
  const auto people = canary_people(3, 99);
  const IdentifierSearch search{identifiers_of(people)};
  const TemporaryFolder folder{""};
  ChildProcess clean{{.words = {"/bin/sleep", "60"}, .output = folder / "clean"}};
  ChildProcess dirty{
      {.words = {"/bin/sh", "-c", "name=$1; sleep 60; echo $name", "sh", people[1].msisdn},
       .output = folder / "dirty"}};
  clean.wait(200ms);
  if (!ProcessMemory::may_be_read(clean.pid())) GTEST_SKIP() << "no right to trace";
  EXPECT_EQ(ProcessMemory::search(clean.pid(), search).hits, 0U);
  const ProcessMemory found = ProcessMemory::search(dirty.pid(), search);
  EXPECT_GT(found.hits, 0U);
  ASSERT_FALSE(found.where.empty());
  EXPECT_NE(found.where.front().find("somebody as ASCII"), std::string::npos);
}

TEST(FolderSearch, FindsAPlantedIdentifierInFilesAndTheirNames) {
  const auto people = canary_people(3, 5);
  const IdentifierSearch search{identifiers_of(people)};
  const TemporaryFolder folder{""};
  fs::create_directories(folder / "outbox");
  std::ofstream{folder / "outbox/ledger"} << "a line\nanother " << people[2].imeisv << "\n";
  std::ofstream{folder / people[0].imsi} << "nothing in it";
  const FolderSearch result = FolderSearch::in(folder.path(), search);
  EXPECT_EQ(result.files, 2U);
  EXPECT_EQ(result.hits, 2U);
  std::ofstream{folder / "outbox/ledger"} << "a line";
  fs::remove(folder / people[0].imsi);
  EXPECT_EQ(FolderSearch::in(folder.path(), search).hits, 0U);
}

}  // namespace
}  // namespace celltally
