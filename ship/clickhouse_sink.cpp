#include "ship/clickhouse_sink.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "outbox/row_text.hpp"
#include "ship/gzip.hpp"
#include "ship/https_sink.hpp"
#include "ship/secret_file.hpp"
#include "vocabulary/row_key.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

// "2026-01-01 12:00:00": the one form that every version takes.
std::string clickhouse_time(Timestamp at) {
  std::string text = utc_seconds(at);
  std::replace(text.begin(), text.end(), 'T', ' ');
  text.pop_back();
  return text;
}

nlohmann::ordered_json name_of(const SegmentHeader& header) {
  return {{"probe", header.probe},
          {"epoch", clickhouse_time(header.epoch)},
          {"stat", to_text(header.statistic)},
          {"from", clickhouse_time(header.window.from)},
          {"to", clickhouse_time(header.window.to)},
          {"revision", header.revision},
          {"sequence", header.sequence}};
}

std::string segment_line(const Segment& segment) {
  const SegmentHeader& header = segment.header;
  nlohmann::ordered_json row = name_of(header);
  row["coverage_ppm"] = header.coverage_ppm;
  row["loss_ppm"] = header.loss_ppm;
  if (header.unknown_percent) row["unknown_percent"] = *header.unknown_percent;
  if (header.temporary_percent) row["temporary_percent"] = *header.temporary_percent;
  row["mode"] = header.protection.mode();
  row["people_min"] = header.protection.people_min;
  row["rounding"] = header.protection.rounding;
  if (const auto& noise = header.protection.noise; noise && header.ledger) {
    row["hard_floor"] = noise->hard_floor ? 1 : 0;
    row["shape"] = to_text(noise->shape);
    row["scale"] = noise->scale_tenths / 10.0;
    row["cap"] = noise->cap;
    row["threshold"] = noise->threshold;
    row["near_below"] = noise->near_below;
    row["ledger_number"] = header.ledger->number;
    row["ledger_sha256"] = header.ledger->sha256;
  }
  row["dropped_segments"] = header.dropped.segments;
  row["dropped_first"] = header.dropped.first;
  row["dropped_last"] = header.dropped.last;
  row["sha256"] = segment.sha256;
  row["rows"] = header.rows;
  return row.dump() + "\n";
}

// Places and words need no escaping. All columns that a key may have, for what is left out would
// become what the table's version says.
void append_line(const std::string& name, const SegmentRow& row, std::string& text) {
  text.append(name).append(",\"place\":\"").append(row.place);
  for (const std::string_view key : kRowKeyNames) {
    text.append("\",\"").append(key).append("\":\"");
    if (key == row.key.name) text.append(row.key.word);
  }
  text.append("\",\"state\":\"").append(to_text(row.state)).append("\",\"value\":");
  text.append(row.value ? std::to_string(*row.value) : "null").append(",\"sigma\":");
  const bool noisy = row.noise.sigma_tenths > 0;
  text.append(noisy ? tenths_text(row.noise.sigma_tenths) : "null");
  text.append(",\"near_threshold\":").append(row.noise.near_threshold ? "1" : "0");
  text.append(",\"rest_of\":").append(std::to_string(row.noise.rest_of)).append("}\n");
}

std::optional<int> code_in(std::string_view body) {
  constexpr std::string_view kBefore = "Code: ";
  const std::size_t at = body.find(kBefore);
  if (at == std::string_view::npos) return std::nullopt;
  int code = 0;
  const char* begin = body.data() + at + kBefore.size();
  const auto read = std::from_chars(begin, body.data() + body.size(), code);
  return read.ec == std::errc{} ? std::optional{code} : std::nullopt;
}

// Tables of an older version, which lack a column: not the fault of what is sent, though the code
// is that of values it cannot read.
bool column_missing(int code, std::string_view body) {
  constexpr int kIncorrectData = 117;
  return code == 16 || (code == kIncorrectData && body.find("Unknown field") != body.npos);
}

// Values it cannot read: numbers, dates, quotes.
bool content_at_fault(int code) {
  constexpr int kCodes[] = {6, 26, 27, 38, 41, 72, 117};
  return std::find(std::begin(kCodes), std::end(kCodes), code) != std::end(kCodes);
}

std::string advice(int code) {
  switch (code) {
    case 60: return ": there is no such table; run clickhouse.sql";
    case 81: return ": there is no such database; run clickhouse.sql";
    case 192:
    case 193:
    case 194:
    case 497:
    case 516: return ": it does not let us in; check user and password";
    default: return "";
  }
}

}  // namespace

ClickhouseSink::ClickhouseSink(ClickhouseSettings settings)
    : settings_(std::move(settings)), client_(settings_.http) {}

Delivery ClickhouseSink::deliver(const Segment& segment) {
  const auto head = headers();
  if (!head) return Delivery::try_again(head.error());
  std::string name = name_of(segment.header).dump();
  name.pop_back();  // the brace
  std::string rows;
  for (const SegmentRow& row : segment.rows) {
    append_line(name, row, rows);
    if (rows.size() < settings_.body_bytes_most && &row != &segment.rows.back()) continue;
    Delivery delivery = insert("counts", *head, rows);
    if (!delivery.ok()) return delivery;
    rows.clear();
  }
  return insert("segments", *head, segment_line(segment));
}

Result<std::vector<std::string>, std::string> ClickhouseSink::headers() const {
  std::vector<std::string> headers{"Content-Type: application/x-ndjson"};
  if (settings_.gzip) headers.emplace_back("Content-Encoding: gzip");
  if (!settings_.user.empty()) headers.push_back("X-ClickHouse-User: " + settings_.user);
  if (settings_.password_file.empty()) return headers;
  const auto password = read_secret(settings_.password_file);
  if (!password) return fail(password.error());
  headers.push_back("X-ClickHouse-Key: " + *password);
  return headers;
}

Delivery ClickhouseSink::insert(const std::string& table, const std::vector<std::string>& headers,
                                std::string_view rows) {
  const std::string query =
      "?query=INSERT+INTO+" + settings_.database + "." + table + "+FORMAT+JSONEachRow";
  const HttpAnswer answer = settings_.gzip ? client_.post(query, headers, gzip(rows))
                                           : client_.post(query, headers, rows);
  return clickhouse_delivery(settings_.http.url, answer);
}

void ClickhouseSink::stop() noexcept {
  client_.stop();
}

Delivery clickhouse_delivery(const std::string& url, const HttpAnswer& answer) {
  const auto code = answer.status >= 300 ? code_in(answer.body) : std::nullopt;
  if (!code) return delivery_of(url, answer);
  const std::string reason = url + ": ClickHouse says code " + std::to_string(*code);
  if (column_missing(*code, answer.body)) {
    return Delivery::try_again(reason + ": a column is missing; docs/formats/clickhouse.md adds it",
                               answer.retry_after);
  }
  if (content_at_fault(*code)) return Delivery::refused(reason);
  return Delivery::try_again(reason + advice(*code), answer.retry_after);
}

}  // namespace celltally
