#include "service/control_socket.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <uv.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "service/peer.hpp"

namespace celltally {
namespace {

constexpr std::string_view kDenied =
    "{\"error\":\"you may not ask: be root, or in the group of the control socket\"}\n";

// Whether somebody answers there now, or would but for too many callers.
bool listened_on(const sockaddr_un& address) {
  const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (probe < 0) return false;
  const auto* const where = reinterpret_cast<const sockaddr*>(&address);
  const bool answered = connect(probe, where, sizeof address) == 0 || errno == EAGAIN;
  close(probe);
  return answered;
}

// Removes a socket that nobody listens on. What else stands there stays, and is said.
std::string make_room(const sockaddr_un& address) {
  struct stat there {};
  if (lstat(address.sun_path, &there) != 0) return {};
  if (!S_ISSOCK(there.st_mode)) {
    return "a file that is no socket is there; move it, or name another control.socket";
  }
  if (listened_on(address)) {
    return "another process listens there; stop it, or name another control.socket";
  }
  unlink(address.sun_path);
  return {};
}

// A bound socket that is not listened on yet; the reason in `problem` when it is -1.
int bind_socket(const std::string& path, std::string& problem) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) {
    problem = "the path is longer than a socket's may be (107 octets)";
    return -1;
  }
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  problem = make_room(address);
  if (!problem.empty()) return -1;
  const int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const mode_t mask = umask(0177);  // nobody else may connect before the group is set
  const auto* const where = reinterpret_cast<const sockaddr*>(&address);
  const bool bound = made >= 0 && bind(made, where, sizeof address) == 0;
  const int error = errno;
  umask(mask);
  if (bound) return made;
  problem = std::strerror(error);
  if (made >= 0) close(made);
  return -1;
}

}  // namespace

// Lives until libuv has closed the listener and every client.
struct ControlSocket::State {
  struct Client {
    uv_pipe_t pipe{};
    uv_timer_t patience{};
    uv_write_t writing{};
    State* owner = nullptr;
    std::string request;
    std::string answer;
    std::array<char, kRequestMax> room{};
    int open_handles = 2;

    void close();
    static void closed(uv_handle_t* handle);
    void take(std::string_view octets);
    void send(std::string text);
  };

  uv_pipe_t listener{};
  std::string path;
  gid_t group = 0;
  Answer answer;
  std::vector<Client*> clients;  // each deletes itself
  bool closing = false;

  void accept();
  void forget(Client* client);
  void maybe_delete() {
    if (closing && clients.empty() && listener.data == nullptr) delete this;
  }
};

void ControlSocket::State::Client::close() {
  if (uv_is_closing(reinterpret_cast<uv_handle_t*>(&pipe))) return;
  uv_close(reinterpret_cast<uv_handle_t*>(&pipe), closed);
  uv_close(reinterpret_cast<uv_handle_t*>(&patience), closed);
}

void ControlSocket::State::Client::closed(uv_handle_t* handle) {
  auto* const client = static_cast<Client*>(handle->data);
  if (--client->open_handles > 0) return;
  State* const owner = client->owner;
  owner->forget(client);
  delete client;
  owner->maybe_delete();
}

void ControlSocket::State::Client::take(std::string_view octets) {
  request += octets;
  const std::size_t end = request.find('\n');
  if (end != std::string::npos) return send(owner->answer(request.substr(0, end)));
  if (request.size() >= kRequestMax) close();
}

void ControlSocket::State::Client::send(std::string text) {
  uv_read_stop(reinterpret_cast<uv_stream_t*>(&pipe));
  answer = std::move(text);
  const uv_buf_t buffer = uv_buf_init(answer.data(), static_cast<unsigned>(answer.size()));
  writing.data = this;
  const int result =
      uv_write(&writing, reinterpret_cast<uv_stream_t*>(&pipe), &buffer, 1,
               [](uv_write_t* write, int) { static_cast<Client*>(write->data)->close(); });
  if (result != 0) close();
}

void ControlSocket::State::forget(Client* client) {
  std::erase(clients, client);
}

void ControlSocket::State::accept() {
  auto* const client = new Client;  // deletes itself in closed()
  client->owner = this;
  client->pipe.data = client->patience.data = client;
  clients.push_back(client);
  uv_pipe_init(listener.loop, &client->pipe, 0);
  uv_timer_init(listener.loop, &client->patience);
  auto* const stream = reinterpret_cast<uv_stream_t*>(&client->pipe);
  if (uv_accept(reinterpret_cast<uv_stream_t*>(&listener), stream) != 0 ||
      clients.size() > kClientsMax) {
    return client->close();
  }
  uv_timer_start(
      &client->patience, [](uv_timer_t* timer) { static_cast<Client*>(timer->data)->close(); },
      kPatienceMs, 0);
  uv_os_fd_t descriptor = -1;
  uv_fileno(reinterpret_cast<uv_handle_t*>(&client->pipe), &descriptor);
  if (!may_ask(descriptor, group)) return client->send(std::string{kDenied});
  uv_read_start(
      stream,
      [](uv_handle_t* handle, std::size_t, uv_buf_t* buffer) {
        auto& room = static_cast<Client*>(handle->data)->room;
        *buffer = uv_buf_init(room.data(), static_cast<unsigned>(room.size()));
      },
      [](uv_stream_t* from, ssize_t size, const uv_buf_t* buffer) {
        auto* const reader = static_cast<Client*>(from->data);
        if (size < 0) return reader->close();
        reader->take({buffer->base, static_cast<std::size_t>(size)});
      });
}

ControlSocket::ControlSocket(State* state) : state_(state) {}

Result<std::unique_ptr<ControlSocket>, std::string> ControlSocket::open(EventLoop& loop,
                                                                        const std::string& path,
                                                                        const std::string& group,
                                                                        Answer answer) {
  gid_t who = getegid();
  if (!group.empty()) {
    const auto named = group_named(group);
    if (!named) return fail(path + ": " + named.error());
    who = *named;
  }
  std::string problem;
  const int descriptor = bind_socket(path, problem);
  if (descriptor < 0) return fail(path + ": the control socket cannot be made: " + problem);
  if (chown(path.c_str(), static_cast<uid_t>(-1), who) != 0) {
    problem = std::strerror(errno);
    close(descriptor);
    unlink(path.c_str());
    return fail(path + ": the control socket cannot be given to group " + group + ": " + problem);
  }
  chmod(path.c_str(), 0660);
  auto* const state = new State;
  state->path = path;
  state->group = who;
  state->answer = std::move(answer);
  uv_pipe_init(loop.native(), &state->listener, 0);
  state->listener.data = state;
  uv_pipe_open(&state->listener, descriptor);
  uv_listen(reinterpret_cast<uv_stream_t*>(&state->listener), static_cast<int>(kClientsMax),
            [](uv_stream_t* listener, int status) {
              if (status == 0) static_cast<State*>(listener->data)->accept();
            });
  return std::unique_ptr<ControlSocket>{new ControlSocket{state}};
}

ControlSocket::~ControlSocket() {
  unlink(state_->path.c_str());
  state_->closing = true;
  for (State::Client* client : state_->clients) client->close();
  uv_close(reinterpret_cast<uv_handle_t*>(&state_->listener), [](uv_handle_t* handle) {
    auto* const state = static_cast<State*>(std::exchange(handle->data, nullptr));
    state->maybe_delete();
  });
}

}  // namespace celltally
