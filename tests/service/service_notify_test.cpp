#include "service/service_notify.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <string>

namespace celltally {
namespace {

// A service manager's socket: abstract, so that nothing is left behind.
class Listener {
 public:
  Listener() : socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    const std::string name = "@celltally-notify-" + std::to_string(getpid());
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + 1, name.data() + 1, name.size() - 1);
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    setenv("NOTIFY_SOCKET", name.c_str(), 1);
  }
  ~Listener() {
    unsetenv("NOTIFY_SOCKET");
    close(socket_);
  }
  // "" when nothing came.
  std::string heard() const {
    std::array<char, 512> room{};
    const auto size = recv(socket_, room.data(), room.size(), MSG_DONTWAIT);
    return size < 0 ? "" : std::string{room.data(), static_cast<std::size_t>(size)};
  }

 private:
  int socket_;
};

TEST(ServiceNotify, SpeaksToTheServiceManager) {
  const Listener manager;
  ServiceNotify::ready();
  EXPECT_EQ(manager.heard(), "READY=1");
  ServiceNotify::status("no loss");
  EXPECT_EQ(manager.heard(), "STATUS=no loss");
  ServiceNotify::alive();
  EXPECT_EQ(manager.heard(), "WATCHDOG=1");
  ServiceNotify::reloading();
  EXPECT_EQ(manager.heard().rfind("RELOADING=1\nMONOTONIC_USEC=", 0), 0u);
  ServiceNotify::stopping();
  EXPECT_EQ(manager.heard(), "STOPPING=1");
  EXPECT_EQ(manager.heard(), "");
}

TEST(ServiceNotify, IsNotHeldUpByAServiceManagerThatDoesNotListen) {
  const Listener manager;
  for (int i = 0; i < 10'000; ++i) ServiceNotify::alive();
  EXPECT_EQ(manager.heard(), "WATCHDOG=1");
}

TEST(ServiceNotify, IsSilentWhereNobodyAsked) {
  unsetenv("NOTIFY_SOCKET");
  ServiceNotify::ready();
  setenv("NOTIFY_SOCKET", "not a path", 1);
  ServiceNotify::ready();
  setenv("NOTIFY_SOCKET", std::string(300, '/').c_str(), 1);
  ServiceNotify::ready();
  unsetenv("NOTIFY_SOCKET");
}

TEST(ServiceNotify, KnowsTheWatchdogThatIsMeantForIt) {
  unsetenv("WATCHDOG_PID");
  unsetenv("WATCHDOG_USEC");
  EXPECT_EQ(ServiceNotify::watchdog_us(), 0u);
  setenv("WATCHDOG_USEC", "30000000", 1);
  EXPECT_EQ(ServiceNotify::watchdog_us(), 30'000'000u);
  setenv("WATCHDOG_PID", "1", 1);
  EXPECT_EQ(ServiceNotify::watchdog_us(), 0u);
  setenv("WATCHDOG_PID", std::to_string(getpid()).c_str(), 1);
  EXPECT_EQ(ServiceNotify::watchdog_us(), 30'000'000u);
  unsetenv("WATCHDOG_PID");
  unsetenv("WATCHDOG_USEC");
}

}  // namespace
}  // namespace celltally
