#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace celltally::testing {

struct HttpRequest {
  std::string line;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

// A small HTTP server on loopback that answers as a script says; one connection at a time.
class ScriptedServer {
 public:
  // Whole answers as they go over the wire; an empty one closes the connection without a word.
  using Script = std::function<std::string(const HttpRequest&)>;

  static std::string answer(int status, const std::string& headers = "",
                            const std::string& body = "") {
    return "HTTP/1.1 " + std::to_string(status) + " Reason\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }

  explicit ScriptedServer(Script script) : script_(std::move(script)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&here), size) != 0 ||
        listen(listener_, 16) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size) != 0) {
      std::abort();
    }
    port_ = ntohs(here.sin_port);
    thread_ = std::thread{[this] { serve(); }};
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer() {
    stopping_ = true;
    thread_.join();
    close(listener_);
  }

  std::string url(const std::string& path = "/segments") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  std::vector<HttpRequest> requests() const {
    const std::lock_guard lock{mutex_};
    return requests_;
  }
  int connections() const { return connections_; }
  // Octets are sent one by one, with a pause between.
  std::atomic<int> trickle_ms{0};
  // Requests are read and never answered.
  std::atomic<bool> silent{false};

 private:
  void serve() {
    while (!stopping_) {
      pollfd waiting{listener_, POLLIN, 0};
      if (poll(&waiting, 1, 10) <= 0) continue;
      const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      ++connections_;
      while (!stopping_ && converse(connection)) {
      }
      close(connection);
    }
  }
  // Whether the connection goes on.
  bool converse(int connection) {
    HttpRequest request;
    if (!read_request(connection, request)) return false;
    {
      const std::lock_guard lock{mutex_};
      requests_.push_back(request);
    }
    while (silent && !stopping_) std::this_thread::sleep_for(std::chrono::milliseconds{5});
    const std::string text = script_(request);
    if (text.empty()) return false;
    return write_all(connection, text);
  }
  bool write_all(int connection, const std::string& text) {
    for (const char c : text) {
      if (trickle_ms == 0) break;
      if (stopping_ || send(connection, &c, 1, MSG_NOSIGNAL) != 1) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds{trickle_ms});
    }
    if (trickle_ms > 0) return true;
    return send(connection, text.data(), text.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(text.size());
  }
  bool read_request(int connection, HttpRequest& request) {
    std::string text;
    std::size_t head = std::string::npos;
    while ((head = text.find("\r\n\r\n")) == std::string::npos) {
      if (!read_some(connection, text)) return false;
    }
    std::size_t at = text.find("\r\n");
    request.line = text.substr(0, at);
    while (at < head) {
      const std::size_t end = text.find("\r\n", at + 2);
      const std::size_t colon = text.find(':', at + 2);
      std::string name = text.substr(at + 2, colon - at - 2);
      for (char& c : name) c = static_cast<char>(tolower(c));
      request.headers[name] = text.substr(colon + 2, end - colon - 2);
      at = end;
    }
    if (request.headers.contains("expect") &&
        !write_all(connection, "HTTP/1.1 100 Continue\r\n\r\n"))
      return false;
    const std::size_t length = std::strtoul(request.headers["content-length"].c_str(), nullptr, 10);
    request.body = text.substr(head + 4);
    while (request.body.size() < length) {
      if (!read_some(connection, request.body)) return false;
    }
    return true;
  }
  bool read_some(int connection, std::string& text) {
    char room[65536];
    while (!stopping_) {
      pollfd waiting{connection, POLLIN, 0};
      if (poll(&waiting, 1, 10) <= 0) continue;
      const ssize_t count = recv(connection, room, sizeof room, 0);
      if (count <= 0) return false;
      text.append(room, static_cast<std::size_t>(count));
      return true;
    }
    return false;
  }

  Script script_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  mutable std::mutex mutex_;
  std::vector<HttpRequest> requests_;
  std::thread thread_;
};

}  // namespace celltally::testing
