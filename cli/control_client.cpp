#include "cli/control_client.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace celltally {
namespace {

constexpr std::size_t kAnswerMax = std::size_t{4} << 20;

class Connection {
 public:
  Connection() : socket_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    if (socket_ >= 0) close(socket_);
  }
  int get() const noexcept { return socket_; }

 private:
  int socket_;
};

std::string mend_of(int error) {
  switch (error) {
    case ENOENT: return "no such socket; is the daemon running, and with this control.socket?";
    case ECONNREFUSED: return "nobody listens; the daemon is not running";
    case EACCES: return "you may not; be root, or in the group of the control socket";
    default: return std::strerror(error);
  }
}

bool connected(int socket, const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return errno = ENAMETOOLONG, false;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  const timeval patience{.tv_sec = 5, .tv_usec = 0};
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  return connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace

Result<std::string, std::string> ask_daemon(const std::string& socket, std::string_view request) {
  const Connection connection;
  if (!connected(connection.get(), socket)) return fail(socket + ": " + mend_of(errno));
  const std::string line = std::string{request} + "\n";
  if (send(connection.get(), line.data(), line.size(), MSG_NOSIGNAL) < 0) {
    return fail(socket + ": " + mend_of(errno));
  }
  std::string answer;
  std::array<char, 65'536> room{};
  for (;;) {
    const ssize_t size = read(connection.get(), room.data(), room.size());
    if (size == 0) break;
    if (size < 0) return fail(socket + ": no answer: the daemon does not move");
    answer.append(room.data(), static_cast<std::size_t>(size));
    if (answer.size() > kAnswerMax) return fail(socket + ": the answer does not end");
  }
  while (!answer.empty() && answer.back() == '\n') answer.pop_back();
  if (answer.empty()) return fail(socket + ": no answer");
  return answer;
}

}  // namespace celltally
