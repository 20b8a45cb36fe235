#include "ship/status_server.hpp"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace celltally {

namespace {

constexpr unsigned int kConnectionsMost = 32;
constexpr unsigned int kIdleSecondsMost = 10;

// Reads "127.0.0.1" or "::1"; the length is 0 when it is neither.
socklen_t socket_address(const std::string& text, std::uint16_t port, sockaddr_storage& room) {
  sockaddr_in four{};
  sockaddr_in6 six{};
  if (inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
    std::memcpy(&room, &four, sizeof four);
    return sizeof four;
  }
  if (inet_pton(AF_INET6, text.c_str(), &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(port);
    std::memcpy(&room, &six, sizeof six);
    return sizeof six;
  }
  return 0;
}

MHD_Result send(MHD_Connection* connection, const StatusPage& page) {
  MHD_Response* response = MHD_create_response_from_buffer(
      page.text.size(), const_cast<char*>(page.text.data()),  // NOLINT: MHD copies it
      MHD_RESPMEM_MUST_COPY);
  if (response == nullptr) return MHD_NO;
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, page.type.c_str());
  MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
  if (page.status == MHD_HTTP_METHOD_NOT_ALLOWED) {
    MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
  }
  const MHD_Result sent = MHD_queue_response(connection, page.status, response);
  MHD_destroy_response(response);
  return sent;
}

}  // namespace

struct StatusServer::State {
  Pages pages;
  MHD_Daemon* daemon = nullptr;

  explicit State(Pages given) : pages(std::move(given)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (daemon != nullptr) MHD_stop_daemon(daemon);
  }

  static MHD_Result answer(void* self, MHD_Connection* connection, const char* url,
                           const char* method, const char*, const char*, std::size_t* body,
                           void** seen) {
    const std::string_view verb = method;
    if (verb != MHD_HTTP_METHOD_GET && verb != MHD_HTTP_METHOD_HEAD) {
      if (*body != 0) return MHD_NO;  // nobody has anything to tell us
      return send(connection, {MHD_HTTP_METHOD_NOT_ALLOWED, "only GET and HEAD\n"});
    }
    // The first call announces the request, the second asks for the answer.
    static char mark;
    if (std::exchange(*seen, &mark) == nullptr) return MHD_YES;
    const auto page = static_cast<State*>(self)->pages(url);
    return send(connection, page.value_or(StatusPage{
                                MHD_HTTP_NOT_FOUND, "there are /metrics, /healthz and /readyz\n"}));
  }
};

Result<std::unique_ptr<StatusServer>, std::string> StatusServer::open(const std::string& address,
                                                                      std::uint16_t port,
                                                                      Pages pages) {
  sockaddr_storage where{};
  if (socket_address(address, port, where) == 0) {
    return fail("\"" + address + "\" is not an address; write one as 127.0.0.1 or ::1");
  }
  auto state = std::make_unique<State>(std::move(pages));
  unsigned int flags = MHD_USE_EPOLL;
  if (where.ss_family == AF_INET6) flags |= MHD_USE_IPv6;
  errno = 0;
  state->daemon = MHD_start_daemon(
      flags, port, nullptr, nullptr, &State::answer, state.get(), MHD_OPTION_SOCK_ADDR, &where,
      MHD_OPTION_CONNECTION_LIMIT, kConnectionsMost, MHD_OPTION_CONNECTION_TIMEOUT,
      kIdleSecondsMost, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_END);
  if (state->daemon == nullptr) {
    return fail("cannot listen on " + address + " port " + std::to_string(port) + ": " +
                std::generic_category().message(errno));
  }
  return std::unique_ptr<StatusServer>{new StatusServer{std::move(state)}};
}

StatusServer::StatusServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
StatusServer::~StatusServer() = default;

int StatusServer::descriptor() const noexcept {
  return MHD_get_daemon_info(state_->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

std::uint16_t StatusServer::port() const noexcept {
  return MHD_get_daemon_info(state_->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void StatusServer::run() {
  MHD_run(state_->daemon);
}

std::optional<std::chrono::milliseconds> StatusServer::timeout() const {
  MHD_UNSIGNED_LONG_LONG milliseconds = 0;
  if (MHD_get_timeout(state_->daemon, &milliseconds) != MHD_YES) return std::nullopt;
  return std::chrono::milliseconds{milliseconds};
}

}  // namespace celltally
