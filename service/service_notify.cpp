#include "service/service_notify.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

namespace celltally {
namespace {

std::uint64_t number_from_environment(const char* name) noexcept {
  const char* const text = std::getenv(name);
  std::uint64_t number = 0;
  if (text != nullptr) std::from_chars(text, text + std::strlen(text), number);
  return number;
}

}  // namespace

void ServiceNotify::reloading() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  const std::int64_t us = std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
  send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(us), kPatienceS);
}

void ServiceNotify::status(std::string_view text) {
  send("STATUS=" + std::string{text}, 0);
}

std::uint64_t ServiceNotify::watchdog_us() noexcept {
  const std::uint64_t pid = number_from_environment("WATCHDOG_PID");
  if (pid != 0 && pid != static_cast<std::uint64_t>(getpid())) return 0;
  return number_from_environment("WATCHDOG_USEC");
}

void ServiceNotify::send(std::string_view message, int patience_s) {
  const char* const name = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (name == nullptr || (name[0] != '/' && name[0] != '@')) return;
  const std::size_t length = std::strlen(name);
  if (length >= sizeof address.sun_path) return;
  std::memcpy(address.sun_path, name, length);
  if (name[0] == '@') address.sun_path[0] = '\0';  // an abstract socket
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
  const timeval patience{.tv_sec = patience_s, .tv_usec = 0};
  setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sendto(socket, message.data(), message.size(),
         MSG_NOSIGNAL | (patience_s == 0 ? MSG_DONTWAIT : 0),
         reinterpret_cast<const sockaddr*>(&address), size);
  close(socket);
}

}  // namespace celltally
