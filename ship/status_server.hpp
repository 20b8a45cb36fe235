#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "vocabulary/result.hpp"

namespace celltally {

// A page to answer a GET with.
struct StatusPage {
  unsigned int status = 200;
  std::string text;
  std::string type = "text/plain; charset=utf-8";
};

// A small HTTP server for whoever watches the system: GET and HEAD only, few connections, none for
// long. It has no thread: its owner waits for descriptor() to be readable and calls run(), also
// after timeout(). `page` is called from run().
class StatusServer {
 public:
  using Pages = std::function<std::optional<StatusPage>(std::string_view path)>;

  // `address`: IPv4 or IPv6, in digits; `port` 0: a free one.
  static Result<std::unique_ptr<StatusServer>, std::string> open(const std::string& address,
                                                                 std::uint16_t port, Pages pages);
  StatusServer(const StatusServer&) = delete;
  StatusServer& operator=(const StatusServer&) = delete;
  ~StatusServer();

  int descriptor() const noexcept;
  std::uint16_t port() const noexcept;
  void run();
  std::optional<std::chrono::milliseconds> timeout() const;

 private:
  struct State;
  explicit StatusServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace celltally
