#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ship/clickhouse_settings.hpp"
#include "ship/http_client.hpp"
#include "ship/sink.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// Segments into two tables of ClickHouse: docs/formats/clickhouse.md. First the rows, then one row
// about the segment. What is inserted twice collapses by its key.
class ClickhouseSink : public Sink {
 public:
  explicit ClickhouseSink(ClickhouseSettings settings);

  Delivery deliver(const Segment& segment) override;
  void renew() noexcept override { client_.renew(); }
  void stop() noexcept override;

 private:
  Result<std::vector<std::string>, std::string> headers() const;
  Delivery insert(const std::string& table, const std::vector<std::string>& headers,
                  std::string_view rows);

  ClickhouseSettings settings_;
  HttpClient client_;
};

// What ClickHouse's answer means. Before version 20 it says 500 to everything that fails, so its
// own number, "Code: 60, ...", goes before the status. The text itself is not repeated: it may hold
// rows.
Delivery clickhouse_delivery(const std::string& url, const HttpAnswer& answer);

}  // namespace celltally
