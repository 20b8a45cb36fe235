#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ship/http_client.hpp"
#include "ship/https_settings.hpp"
#include "ship/sink.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// Segments to whoever takes a POST: docs/formats/https.md. A segment goes in as many parts as its
// size asks for; each can be sent again without harm. A part that is too large for the receiver
// (413) is halved, and so are all later ones.
class HttpsSink : public Sink {
 public:
  explicit HttpsSink(HttpsSettings settings);

  Delivery deliver(const Segment& segment) override;
  void renew() noexcept override { client_.renew(); }
  void stop() noexcept override;

 private:
  Result<std::vector<std::string>, std::string> headers(const Segment& segment) const;
  HttpAnswer post(std::vector<std::string> headers, const std::string& key,
                  const std::string& body);

  HttpsSettings settings_;
  HttpClient client_;
  std::size_t rows_most_;
};

// What a receiver's answer means for the segment; accepted for 2xx. Only what is wrong with the
// content is refused; what somebody can mend at either end waits.
Delivery delivery_of(const std::string& url, const HttpAnswer& answer);

}  // namespace celltally
