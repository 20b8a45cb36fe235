#include "service/confinement.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

namespace celltally {
namespace {

namespace fs = std::filesystem;

// What is given up is given up for good, so each try has a process of its own.
int in_child(const std::function<int()>& attempt) {
  const pid_t child = fork();
  if (child == 0) _exit(attempt());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr int kNotConfined = 100;

// errno of the attempt behind the wall; 0 when it succeeds.
int confined(const Confinement::Rights& rights, const std::function<int()>& attempt) {
  return in_child([&] {
    if (!Confinement::enter(rights)) return kNotConfined;
    errno = 0;
    return attempt() < 0 ? errno : 0;
  });
}

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "celltally-confined-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  std::string operator/(const char* name) const { return (path_ / name).string(); }
  std::string text() const { return path_.string(); }

 private:
  fs::path path_;
};

TEST(Confinement, LeavesUnixSocketsAlone) {
  for (const int family : {AF_INET, AF_INET6, AF_PACKET, AF_NETLINK}) {
    EXPECT_EQ(confined({}, [&] { return socket(family, SOCK_DGRAM, 0); }), EAFNOSUPPORT) << family;
  }
  EXPECT_EQ(confined({}, [] { return socket(AF_UNIX, SOCK_STREAM, 0); }), 0);
}

TEST(Confinement, LeavesPacketSocketsToWhoMustReopenAnInterface) {
  const Confinement::Rights rights{.packet_sockets = true};
  EXPECT_EQ(confined(rights, [] { return socket(AF_INET, SOCK_DGRAM, 0); }), EAFNOSUPPORT);
  EXPECT_EQ(confined(rights, [] { return socket(AF_VSOCK, SOCK_STREAM, 0); }), EAFNOSUPPORT);
  const int made = confined(rights, [] { return socket(AF_PACKET, SOCK_RAW, 0); });
  EXPECT_TRUE(made == 0 || made == EPERM) << made;
}

TEST(Confinement, KnowsNoFamilyThatIsYetToCome) {
  EXPECT_EQ(confined({}, [] { return socket(AF_MAX + 3, SOCK_STREAM, 0); }), EAFNOSUPPORT);
}

TEST(Confinement, HoldsForThreadsThatRanBefore) {
  EXPECT_EQ(in_child([] {
              std::atomic<bool> go{false};
              int error = 0;
              std::thread before{[&] {
                while (!go) std::this_thread::yield();
                error = socket(AF_INET, SOCK_STREAM, 0) < 0 ? errno : 0;
              }};
              if (!Confinement::enter({})) return kNotConfined;
              go = true;
              before.join();
              return error;
            }),
            EAFNOSUPPORT);
}

TEST(Confinement, LetsTheShipperHaveTheInternet) {
  EXPECT_EQ(confined({.internet = true}, [] { return socket(AF_INET, SOCK_STREAM, 0); }), 0);
  EXPECT_EQ(confined({.internet = true}, [] { return socket(AF_PACKET, SOCK_RAW, 0); }),
            EAFNOSUPPORT);
}

TEST(Confinement, RunsNoOtherProgram) {
  EXPECT_EQ(confined({.read = {"/"}}, [] { return execl("/bin/true", "true", nullptr); }), EPERM);
}

TEST(Confinement, ReadsAndWritesWhereItMayAndNowhereElse) {
  const Folder outbox, other;
  std::ofstream{other / "file"} << "x";
  const auto says = in_child([&] {
    const auto words = Confinement::enter({.write = {outbox.text()}});
    return words && words->find("Landlock)") != std::string::npos &&
                   words->find("no Landlock") == std::string::npos
               ? 0
               : 1;
  });
  if (says != 0) GTEST_SKIP() << "skipped: this kernel has no Landlock";
  const Confinement::Rights rights{.read = {other.text()}, .write = {outbox.text()}};
  const auto make = [](const std::string& path) {
    return open(path.c_str(), O_WRONLY | O_CREAT, 0600);
  };
  EXPECT_EQ(confined(rights, [&] { return make(outbox / "new"); }), 0);
  EXPECT_EQ(confined(rights, [&] { return unlink((outbox / "new").c_str()); }), 0);
  fs::create_directory(outbox / "quarantine");
  std::ofstream{outbox / "damaged"} << "x";
  EXPECT_EQ(confined(rights,
                     [&] {
                       return rename((outbox / "damaged").c_str(),
                                     (outbox / "quarantine/damaged").c_str());
                     }),
            0);
  EXPECT_EQ(confined(rights, [&] { return open((other / "file").c_str(), O_RDONLY); }), 0);
  EXPECT_EQ(confined(rights, [&] { return make(other / "new"); }), EACCES);
  EXPECT_EQ(confined(rights, [&] { return open((other / "file").c_str(), O_RDWR); }), EACCES);
  EXPECT_EQ(confined(rights, [] { return open("/etc/passwd", O_RDONLY); }), EACCES);
  EXPECT_EQ(confined(rights, [&] { return truncate((other / "file").c_str(), 0); }), EACCES);
}

}  // namespace
}  // namespace celltally
