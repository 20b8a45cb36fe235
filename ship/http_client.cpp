#include "ship/http_client.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <utility>

namespace celltally {

namespace {

void initialise_curl_once() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;
using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

bool is_loopback(const std::string& host) {
  in_addr address{};
  const bool four = inet_pton(AF_INET, host.c_str(), &address) == 1;
  return host == "localhost" || host == "[::1]" || (four && host.starts_with("127."));
}

HeaderList header_list(const std::vector<std::string>& headers) {
  curl_slist* list = nullptr;
  for (const std::string& header : headers) list = curl_slist_append(list, header.c_str());
  return {list, &curl_slist_free_all};
}

std::size_t keep_beginning(char* octets, std::size_t, std::size_t count, void* answer) {
  std::string& body = static_cast<HttpAnswer*>(answer)->body;
  body.append(octets, std::min(count, HttpAnswer::kBodyMost - body.size()));
  return count;
}

}  // namespace

std::optional<std::string> url_problem(const std::string& url, bool allow_plain) {
  const Url parsed{curl_url(), &curl_url_cleanup};
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
    return "\"" + url + "\" is not a URL; write it as https://host/path";
  }
  const std::string scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  if (!part_of(parsed.get(), CURLUPART_PASSWORD).empty()) {
    return "a URL must not hold a password, for it is shown; give a file instead";
  }
  if (scheme == "https") return std::nullopt;
  if (scheme != "http") return url + ": begins with neither https:// nor http://";
  if (allow_plain || is_loopback(part_of(parsed.get(), CURLUPART_HOST))) return std::nullopt;
  return url + ": is not encrypted; write https://, or allow plain HTTP on purpose";
}

struct HttpClient::State {
  HttpSettings settings;
  CURL* curl = nullptr;
  std::array<char, CURL_ERROR_SIZE> error{};
  std::atomic<bool> renewing{false};
  std::atomic<bool> stopping{false};

  explicit State(HttpSettings given) : settings(std::move(given)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { curl_easy_cleanup(curl); }

  void open();
  void open_tls();
  void close() { curl_easy_cleanup(std::exchange(curl, nullptr)); }
  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(curl, option, value);
  }
  void set_file(CURLoption option, const std::string& path) {
    if (!path.empty()) set(option, path.c_str());
  }
};

void HttpClient::State::open() {
  if (curl != nullptr) return;
  initialise_curl_once();
  curl = curl_easy_init();
  set(CURLOPT_ERRORBUFFER, error.data());
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_PROTOCOLS_STR, "https,http");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROXY, settings.proxy.c_str());  // empty: none, not even the environment's
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings.total_timeout.count()));
  set(CURLOPT_TCP_KEEPALIVE, 1L);
  set(CURLOPT_USERAGENT, "celltally");
  set(CURLOPT_WRITEFUNCTION, &keep_beginning);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFODATA, this);
  curl_xferinfo_callback ask_stopping = [](void* self, curl_off_t, curl_off_t, curl_off_t,
                                           curl_off_t) {
    return static_cast<State*>(self)->stopping.load() ? 1 : 0;
  };
  set(CURLOPT_XFERINFOFUNCTION, ask_stopping);
  open_tls();
}

void HttpClient::State::open_tls() {
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set_file(CURLOPT_CAINFO, settings.ca_file);
  if (!settings.ca_file.empty()) set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
  set_file(CURLOPT_SSLCERT, settings.client_certificate);
  set_file(CURLOPT_SSLKEY, settings.client_key);
}

HttpClient::HttpClient(HttpSettings settings)
    : state_(std::make_unique<State>(std::move(settings))) {}
HttpClient::~HttpClient() = default;

HttpAnswer HttpClient::post(const std::string& query, const std::vector<std::string>& headers,
                            std::string_view body) {
  State& state = *state_;
  HttpAnswer answer;
  if (const auto problem = url_problem(state.settings.url, state.settings.allow_plain)) {
    answer.error = *problem;
    return answer;
  }
  if (state.renewing.exchange(false)) state.close();
  state.open();
  const HeaderList list = header_list(headers);
  const std::string url = state.settings.url + query;
  state.set(CURLOPT_URL, url.c_str());
  state.set(CURLOPT_POST, 1L);
  state.set(CURLOPT_HTTPHEADER, list.get());
  state.set(CURLOPT_POSTFIELDS, body.empty() ? "" : body.data());
  state.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  state.set(CURLOPT_WRITEDATA, &answer);
  state.error.front() = '\0';
  const CURLcode code = curl_easy_perform(state.curl);
  if (code != CURLE_OK) {
    answer.error = state.settings.url + ": " +
                   (state.error.front() != '\0' ? state.error.data() : curl_easy_strerror(code));
    // Whatever the connection was in the middle of, and whichever certificates it was made with.
    state.close();
    return answer;
  }
  long status = 0;
  curl_easy_getinfo(state.curl, CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  curl_off_t retry_after_s = 0;
  curl_easy_getinfo(state.curl, CURLINFO_RETRY_AFTER, &retry_after_s);
  if (retry_after_s > 0) answer.retry_after = std::chrono::seconds{retry_after_s};
  return answer;
}

void HttpClient::renew() noexcept {
  state_->renewing.store(true);
}

void HttpClient::stop() noexcept {
  state_->stopping.store(true);
}

}  // namespace celltally
