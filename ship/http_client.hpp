#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ship/http_answer.hpp"
#include "ship/http_settings.hpp"

namespace celltally {

// POSTs to one server and keeps the connection. TLS 1.2 or newer, the server's certificate is
// always checked, redirects are never followed. One thread, but for stop().
class HttpClient {
 public:
  explicit HttpClient(HttpSettings settings);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient();

  // `query` is added to the settings' URL as it is; `headers` are "Name: value". Blocks, bounded by
  // the settings' timeouts.
  HttpAnswer post(const std::string& query, const std::vector<std::string>& headers,
                  std::string_view body);

  // Any thread: the next request makes a new connection, with what its files hold then.
  void renew() noexcept;
  void stop() noexcept;  // any thread: ends the request that runs, and every later one

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Why this URL may not be used, or nothing.
std::optional<std::string> url_problem(const std::string& url, bool allow_plain);

}  // namespace celltally
