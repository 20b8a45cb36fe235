#include "service/control_socket.hpp"

#include <grp.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace celltally {
namespace {

namespace fs = std::filesystem;

int connected_to(const std::string& path) {
  const int made = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  if (connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return made;
  close(made);
  return -1;
}

std::string read_all(int socket) {
  std::string text;
  std::array<char, 4096> room{};
  ssize_t size = 0;
  while ((size = read(socket, room.data(), room.size())) > 0) {
    text.append(room.data(), static_cast<std::size_t>(size));
  }
  close(socket);
  return text;
}

std::string ask(const std::string& path, const std::string& request) {
  const int socket = connected_to(path);
  if (socket < 0) return "not connected";
  // Who is denied may find the other end closed already, with the answer in it.
  static_cast<void>(send(socket, request.data(), request.size(), MSG_NOSIGNAL));
  return read_all(socket);
}

// A daemon that answers what it was asked; the loop runs while the test asks from another thread.
class Daemon {
 public:
  Daemon() {
    std::string name = (fs::temp_directory_path() / "celltally-control-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    path = (folder_ / "control.sock").string();
  }
  ~Daemon() { fs::remove_all(folder_); }

  void serve(const std::function<void()>& client, const std::string& group = "") {
    EventLoop loop;
    auto socket = ControlSocket::open(
        loop, path, group, [](std::string_view asked) { return "<" + std::string{asked} + ">\n"; });
    ASSERT_TRUE(socket) << socket.error();
    loop.on_wake([&] {
      socket->reset();
      loop.stop();
    });
    std::thread asking{[&] {
      client();
      loop.wake();
    }};
    loop.run();
    asking.join();
  }

  std::string path;

 private:
  fs::path folder_;
};

TEST(ControlSocket, AnswersALine) {
  Daemon daemon;
  daemon.serve([&] {
    EXPECT_EQ(ask(daemon.path, "status\n"), "<status>\n");
    EXPECT_EQ(ask(daemon.path, "\n"), "<>\n");
    EXPECT_EQ(ask(daemon.path, "a\nb\nc\n"), "<a>\n") << "one answer a connection";
  });
  EXPECT_FALSE(fs::exists(daemon.path)) << "it takes its file along";
}

TEST(ControlSocket, ClosesOnWhoTalksTooMuchOrNotAtAll) {
  Daemon daemon;
  daemon.serve([&] {
    EXPECT_EQ(ask(daemon.path, std::string(ControlSocket::kRequestMax, 'x')), "");
    const int silent = connected_to(daemon.path);
    shutdown(silent, SHUT_WR);
    EXPECT_EQ(read_all(silent), "");
    EXPECT_EQ(ask(daemon.path, "status\n"), "<status>\n");
  });
}

TEST(ControlSocket, ServesOthersWhileSomeKeepItWaiting) {
  Daemon daemon;
  daemon.serve([&] {
    std::vector<int> silent;
    for (std::size_t i = 0; i + 1 < ControlSocket::kClientsMax; ++i) {
      silent.push_back(connected_to(daemon.path));
    }
    EXPECT_EQ(ask(daemon.path, "status\n"), "<status>\n");
    for (const int socket : silent) close(socket);
  });
}

TEST(ControlSocket, MayBeGoneWhileClientsWait) {
  Daemon daemon;
  int left = -1;
  daemon.serve([&] { left = connected_to(daemon.path); });
  EXPECT_EQ(read_all(left), "");
}

TEST(ControlSocket, IsForItsOwnerAndItsGroup) {
  if (geteuid() != 0) GTEST_SKIP() << "skipped: only root can become somebody else";
  Daemon daemon;
  constexpr uid_t kSomebody = 65'534;
  constexpr gid_t kNoGroup = 65'534, kDaemonGroup = 1;
  chmod(fs::path{daemon.path}.parent_path().c_str(), 0755);
  const auto asked_as = [&](gid_t primary, std::vector<gid_t> groups) {
    const pid_t child = fork();
    if (child == 0) {
      if (setgroups(groups.size(), groups.data()) != 0 || setgid(primary) != 0 ||
          setuid(kSomebody) != 0) {
        _exit(2);
      }
      _exit(ask(daemon.path, "status\n") == "<status>\n" ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  daemon.serve(
      [&] {
        EXPECT_EQ(asked_as(kNoGroup, {}), 1) << "nobody";
        EXPECT_EQ(asked_as(kDaemonGroup, {}), 0) << "of the group";
        EXPECT_EQ(asked_as(kNoGroup, {kDaemonGroup}), 0) << "also of the group";
        chmod(daemon.path.c_str(), 0666);
        EXPECT_EQ(asked_as(kNoGroup, {}), 1) << "nobody, whatever the file's mode says";
      },
      "daemon");
}

TEST(ControlSocket, SaysWhyItCannotBeMade) {
  EventLoop loop;
  const auto open = [&](const std::string& path, const std::string& group) {
    const auto made = ControlSocket::open(loop, path, group, nullptr);
    return made ? std::string{} : made.error();
  };
  EXPECT_EQ(open("/no/such/folder/control.sock", ""),
            "/no/such/folder/control.sock: the control socket cannot be made: No such file or "
            "directory");
  EXPECT_EQ(open("/tmp/x.sock", "no-such-group"),
            "/tmp/x.sock: there is no group no-such-group; make it (addgroup --system "
            "no-such-group) or name another in control.group");
  EXPECT_EQ(open("/" + std::string(120, 'x'), ""),
            "/" + std::string(120, 'x') +
                ": the control socket cannot be made: the path is longer than a socket's may be "
                "(107 octets)");
  Daemon daemon;
  daemon.serve([&] {
    EventLoop second;
    const auto again = ControlSocket::open(second, daemon.path, "", nullptr);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error(),
              daemon.path +
                  ": the control socket cannot be made: another process listens there; stop it, "
                  "or name another control.socket");
    EXPECT_EQ(ask(daemon.path, "status\n"), "<status>\n");
  });
}

TEST(ControlSocket, TakesThePlaceOfOneThatNobodyListensOn) {
  Daemon daemon;
  const int stale = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, daemon.path.c_str(), daemon.path.size() + 1);
  ASSERT_EQ(bind(stale, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  close(stale);
  daemon.serve([&] { EXPECT_EQ(ask(daemon.path, "status\n"), "<status>\n"); });
}

TEST(ControlSocket, LeavesAFileAloneThatIsNoSocket) {
  Daemon daemon;
  std::ofstream{daemon.path} << "kept";
  EventLoop loop;
  const auto made = ControlSocket::open(loop, daemon.path, "", nullptr);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error(),
            daemon.path +
                ": the control socket cannot be made: a file that is no socket is there; move it, "
                "or name another control.socket");
  std::string kept;
  std::getline(std::ifstream{daemon.path}, kept);
  EXPECT_EQ(kept, "kept");
}

// Connecting would wait for ever for a process that was stopped with callers in its queue.
TEST(ControlSocket, DoesNotWaitForOneThatHangs) {
  Daemon daemon;
  const int hangs = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, daemon.path.c_str(), daemon.path.size() + 1);
  ASSERT_EQ(bind(hangs, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(listen(hangs, 0), 0);
  const int waits = connected_to(daemon.path);
  ASSERT_GE(waits, 0);
  alarm(20);
  EventLoop loop;
  const auto made = ControlSocket::open(loop, daemon.path, "", nullptr);
  alarm(0);
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().find("another process listens there"), std::string::npos);
  close(waits);
  close(hangs);
}

}  // namespace
}  // namespace celltally
