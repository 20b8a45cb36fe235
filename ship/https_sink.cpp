#include "ship/https_sink.hpp"

#include <limits>
#include <utility>

#include "ship/gzip.hpp"
#include "ship/secret_file.hpp"
#include "ship/segment_body.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr int kTooLarge = 413;

// The same rows always have the same key. A structured string, as the IETF's draft of the header
// asks for.
std::string idempotency_key(const SegmentHeader& header, std::size_t first, std::size_t rows) {
  return "Idempotency-Key: \"" + header.probe + "/" + utc_seconds(header.epoch) + "/" +
         std::string{to_text(header.statistic)} + "/" + utc_seconds(header.window.from) + "/" +
         std::to_string(header.revision) + "/" + std::to_string(first) + "+" +
         std::to_string(rows) + "\"";
}

}  // namespace

HttpsSink::HttpsSink(HttpsSettings settings)
    : settings_(std::move(settings)),
      client_(settings_.http),
      rows_most_(std::numeric_limits<std::size_t>::max() / 2) {}

Delivery HttpsSink::deliver(const Segment& segment) {
  const bool camara = settings_.format == HttpsSettings::Format::camara;
  if (camara && segment.header.statistic != Statistic::presence) return Delivery::accepted();
  const auto head = headers(segment);
  if (!head) return Delivery::try_again(head.error());
  std::size_t first = 0;
  do {
    const SegmentBody body =
        (camara ? camara_body : ndjson_body)(segment, first, rows_most_, settings_.body_bytes_most);
    const HttpAnswer answer =
        post(*head, idempotency_key(segment.header, first, body.rows), body.text);
    if (answer.status == kTooLarge && body.rows > 1) {
      rows_most_ = body.rows / 2;
      continue;
    }
    Delivery delivery = delivery_of(settings_.http.url, answer);
    if (!delivery.ok()) return delivery;
    first += body.rows;
  } while (first < segment.rows.size());
  return Delivery::accepted();
}

// The token is read for every segment: whoever renews it need not tell us.
Result<std::vector<std::string>, std::string> HttpsSink::headers(const Segment& segment) const {
  std::vector<std::string> headers{
      settings_.format == HttpsSettings::Format::camara ? "Content-Type: application/json"
                                                        : "Content-Type: application/x-ndjson",
      "Celltally-Sequence: " + std::to_string(segment.header.sequence)};
  if (settings_.gzip) headers.emplace_back("Content-Encoding: gzip");
  if (settings_.token_file.empty()) return headers;
  const auto token = read_secret(settings_.token_file);
  if (!token) return fail(token.error());
  headers.push_back("Authorization: Bearer " + *token);
  return headers;
}

HttpAnswer HttpsSink::post(std::vector<std::string> headers, const std::string& key,
                           const std::string& body) {
  headers.push_back(key);
  return client_.post("", headers, settings_.gzip ? gzip(body) : body);
}

void HttpsSink::stop() noexcept {
  client_.stop();
}

Delivery delivery_of(const std::string& url, const HttpAnswer& answer) {
  const int status = answer.status;
  if (status == 0) return Delivery::try_again(answer.error);
  if (status >= 200 && status < 300) return Delivery::accepted();
  const std::string reason = url + ": status " + std::to_string(status);
  if (status >= 300 && status < 400) {
    return Delivery::try_again(reason + ": it points elsewhere; set the address it means");
  }
  // nginx says 400 where a client certificate is missing, wrong or out of date.
  if (status == 400 && answer.body.find("SSL certificate") != std::string::npos) {
    return Delivery::try_again(reason + ": it does not let us in; check the client certificate");
  }
  switch (status) {
    case 401:
    case 403:
      return Delivery::try_again(reason + ": it does not let us in; check token and certificate");
    case 404:
    case 405: return Delivery::try_again(reason + ": nobody takes segments there; check the path");
    case 407: return Delivery::try_again(reason + ": the proxy does not let us through");
    case 408:
    case 409:  // another request with the same key is still being worked on
    case 425:
    case 429: return Delivery::try_again(reason, answer.retry_after);
    case kTooLarge: return Delivery::refused(reason + ": a single row is too large");
    default: break;
  }
  if (status >= 500) return Delivery::try_again(reason, answer.retry_after);
  return Delivery::refused(reason);
}

}  // namespace celltally
