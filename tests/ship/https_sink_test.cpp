#include "ship/https_sink.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <chrono>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ship/segment_body.hpp"
#include "tests/capture/temporary_folder.hpp"
#include "tests/ship/made_segments.hpp"
#include "tests/ship/outbox_files.hpp"
#include "tests/ship/scripted_server.hpp"

namespace celltally {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::json;
using testing::HttpRequest;
using testing::made_segment;
using testing::ScriptedServer;
using Outcome = Delivery::Outcome;

HttpsSettings settings_for(const ScriptedServer& server) {
  HttpsSettings settings;
  settings.http.url = server.url();
  settings.gzip = false;
  return settings;
}

std::string unzipped(const std::string& octets) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 31), Z_OK);
  std::string out(octets.size() * 100 + 1000, '\0');
  std::string in = octets;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in{text};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The segment's own lines: what the receiver must end with.
std::vector<std::string> rows_of(const Segment& segment) {
  auto lines = lines_of(testing::segment_body(segment));
  lines.erase(lines.begin());
  return lines;
}

TEST(HttpsSink, PostsTheSegmentsLinesWithAKeyThatNamesThem) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(200); }};
  HttpsSink sink{settings_for(server)};
  const Segment segment = made_segment(1, 4);
  EXPECT_TRUE(sink.deliver(segment).ok());
  ASSERT_EQ(server.requests().size(), 1u);
  HttpRequest request = server.requests()[0];
  EXPECT_EQ(request.line, "POST /segments HTTP/1.1");
  EXPECT_EQ(request.headers["content-type"], "application/x-ndjson");
  EXPECT_EQ(request.headers["celltally-sequence"], "1");
  EXPECT_EQ(request.headers["idempotency-key"],
            "\"north/2026-01-01T04:00:00Z/presence/2026-01-01T13:00:00Z/0/0+4\"");
  EXPECT_FALSE(request.headers.contains("authorization"));
  auto lines = lines_of(request.body);
  Json head = Json::parse(lines.at(0));
  EXPECT_EQ(head["part"], (Json{{"first", 0}, {"rows", 4}}));
  head.erase("part");
  EXPECT_EQ(head, Json::parse(lines_of(testing::segment_body(segment)).at(0)));
  lines.erase(lines.begin());
  EXPECT_EQ(lines, rows_of(segment));
}

TEST(HttpsSink, KeepsItsConnectionAndSendsTheTokenAsItIsNow) {
  const testing::TemporaryFolder folder;
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(204); }};
  HttpsSettings settings = settings_for(server);
  settings.token_file = folder.path("token");
  HttpsSink sink{settings};
  EXPECT_EQ(sink.deliver(made_segment(1)).reason,
            settings.token_file + ": cannot open: No such file or directory");
  std::ofstream{settings.token_file} << "first\n";
  EXPECT_TRUE(sink.deliver(made_segment(1)).ok());
  std::ofstream{settings.token_file} << "  second  ";
  EXPECT_TRUE(sink.deliver(made_segment(2)).ok());
  std::ofstream{settings.token_file} << "two\nlines";
  EXPECT_EQ(sink.deliver(made_segment(2)).reason,
            settings.token_file + ": must hold one line of printable ASCII");
  ASSERT_EQ(server.requests().size(), 2u);
  EXPECT_EQ(server.requests()[0].headers["authorization"], "Bearer first");
  EXPECT_EQ(server.requests()[1].headers["authorization"], "Bearer second");
}

TEST(HttpsSink, MakesANewConnectionAfterARenewal) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(200); }};
  HttpsSink sink{settings_for(server)};
  sink.renew();
  for (std::uint64_t i = 1; i <= 2; ++i) EXPECT_TRUE(sink.deliver(made_segment(i)).ok());
  EXPECT_EQ(server.connections(), 1);
  sink.renew();
  for (std::uint64_t i = 3; i <= 4; ++i) EXPECT_TRUE(sink.deliver(made_segment(i)).ok());
  EXPECT_EQ(server.connections(), 2);
}

TEST(HttpsSink, CompressesWhenAsked) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(200); }};
  HttpsSettings settings = settings_for(server);
  settings.gzip = true;
  HttpsSink sink{settings};
  const Segment segment = made_segment(1, 1000);
  EXPECT_TRUE(sink.deliver(segment).ok());
  HttpRequest request = server.requests().at(0);
  EXPECT_EQ(request.headers["content-encoding"], "gzip");
  auto lines = lines_of(unzipped(request.body));
  lines.erase(lines.begin());
  EXPECT_EQ(lines, rows_of(segment));
}

TEST(HttpsSink, LongSegmentGoesInPartsThatFit) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(200); }};
  HttpsSettings settings = settings_for(server);
  settings.body_bytes_most = 5000;
  HttpsSink sink{settings};
  const Segment segment = made_segment(1, 200);
  EXPECT_TRUE(sink.deliver(segment).ok());
  EXPECT_GT(server.requests().size(), 5u);
  std::vector<std::string> all;
  std::size_t first = 0;
  for (HttpRequest request : server.requests()) {
    EXPECT_LE(request.body.size(), 5000u);
    auto lines = lines_of(request.body);
    const Json part = Json::parse(lines.at(0))["part"];
    EXPECT_EQ(part["first"], first);
    EXPECT_EQ(part["rows"], lines.size() - 1);
    EXPECT_TRUE(request.headers["idempotency-key"].ends_with(
        "/0/" + std::to_string(first) + "+" + std::to_string(lines.size() - 1) + "\""));
    first += lines.size() - 1;
    all.insert(all.end(), lines.begin() + 1, lines.end());
  }
  EXPECT_EQ(all, rows_of(segment));
}

TEST(HttpsSink, RowsOfALowThresholdSaySo) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(200); }};
  HttpsSink sink{settings_for(server)};
  Segment segment = made_segment(1, 3);
  segment.header.protection.people_min = 5;
  EXPECT_TRUE(sink.deliver(segment).ok());
  auto lines = lines_of(server.requests().at(0).body);
  lines.erase(lines.begin());
  EXPECT_EQ(lines, rows_of(segment));
  for (const std::string& line : lines) EXPECT_TRUE(line.ends_with(",\"people_min\":5}"));
}

// However many fit, and one when none does.
TEST(HttpsSink, APartIsNeverLongerThanItMayBeUnlessARowIs) {
  const Segment segment = made_segment(1, 1200);
  for (const auto make : {ndjson_body, camara_body}) {
    for (std::size_t most = 900; most < 1300; ++most) {
      const SegmentBody body = make(segment, 1000, 200, most);
      EXPECT_LE(body.text.size(), most);
      EXPECT_GT(body.rows, 1u);
    }
    EXPECT_EQ(make(segment, 0, 200, 10).rows, 1u);
  }
}

TEST(HttpsSink, SegmentWithoutRowsIsSentToo) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(200); }};
  HttpsSink sink{settings_for(server)};
  EXPECT_TRUE(sink.deliver(made_segment(1, 0)).ok());
  EXPECT_EQ(lines_of(server.requests().at(0).body).size(), 1u);
}

TEST(HttpsSink, HalvesWhatIsTooLargeUntilItFits) {
  ScriptedServer server{[](const HttpRequest& request) {
    return ScriptedServer::answer(lines_of(request.body).size() > 8 ? 413 : 200);
  }};
  HttpsSink sink{settings_for(server)};
  const Segment segment = made_segment(1, 100);
  EXPECT_TRUE(sink.deliver(segment).ok());
  std::vector<std::string> taken;
  for (const HttpRequest& request : server.requests()) {
    auto lines = lines_of(request.body);
    if (lines.size() <= 8) taken.insert(taken.end(), lines.begin() + 1, lines.end());
  }
  EXPECT_EQ(taken, rows_of(segment));
  const std::size_t before = server.requests().size();
  EXPECT_TRUE(sink.deliver(made_segment(2, 12)).ok());
  EXPECT_EQ(server.requests().size() - before, 2u) << "it has learnt";
}

TEST(HttpsSink, SingleRowThatIsTooLargeIsRefused) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(413); }};
  HttpsSink sink{settings_for(server)};
  const Delivery delivery = sink.deliver(made_segment(1, 10));
  EXPECT_EQ(delivery.outcome, Outcome::refused);
  EXPECT_EQ(delivery.reason, server.url() + ": status 413: a single row is too large");
  EXPECT_EQ(server.requests().size(), 4u) << "10, 5, 2, 1";
}

TEST(HttpsSink, AnswersMeanWhatTheyMean) {
  const struct {
    int status;
    const char* headers;
    Outcome outcome;
    std::optional<std::chrono::seconds> retry_after;
    const char* reason;
  } cases[] = {
      {200, "", Outcome::accepted, {}, ""},
      {202, "", Outcome::accepted, {}, ""},
      {301,
       "Location: http://127.0.0.1:1/\r\n",
       Outcome::try_again,
       {},
       "301: it points elsewhere; set the address it means"},
      {400, "", Outcome::refused, {}, "400"},
      {401, "", Outcome::try_again, {}, "401: it does not let us in; check token and certificate"},
      {403, "", Outcome::try_again, {}, "403: it does not let us in; check token and certificate"},
      {404, "", Outcome::try_again, {}, "404: nobody takes segments there; check the path"},
      {405, "", Outcome::try_again, {}, "405: nobody takes segments there; check the path"},
      {407, "", Outcome::try_again, {}, "407: the proxy does not let us through"},
      {408, "", Outcome::try_again, {}, "408"},
      {409, "", Outcome::try_again, {}, "409"},
      {415, "", Outcome::refused, {}, "415"},
      {422, "", Outcome::refused, {}, "422"},
      {425, "", Outcome::try_again, {}, "425"},
      {429, "Retry-After: 17\r\n", Outcome::try_again, 17s, "429"},
      {429, "", Outcome::try_again, {}, "429"},
      {500, "", Outcome::try_again, {}, "500"},
      {503, "Retry-After: 120\r\n", Outcome::try_again, 120s, "503"},
      {503, "Retry-After: soon\r\n", Outcome::try_again, {}, "503"},
  };
  for (const auto& [status, headers, outcome, retry_after, reason] : cases) {
    const std::string answer = ScriptedServer::answer(status, headers, "a body");
    ScriptedServer server{[&answer](const HttpRequest&) { return answer; }};
    HttpsSink sink{settings_for(server)};
    const Delivery delivery = sink.deliver(made_segment(1, 1));
    EXPECT_EQ(delivery.outcome, outcome) << status;
    EXPECT_EQ(delivery.retry_after, retry_after) << status;
    EXPECT_EQ(delivery.reason, delivery.ok() ? "" : server.url() + ": status " + reason);
    EXPECT_EQ(server.requests().size(), 1u) << "nothing is followed";
  }
}

// Connections that die, and such as live but do nothing.
TEST(HttpsSink, ServerThatIsNotThereMakesTheSegmentWait) {
  HttpsSettings settings;
  settings.http.url = "http://127.0.0.1:9/x";
  HttpsSink sink{settings};
  const Delivery delivery = sink.deliver(made_segment(1));
  EXPECT_EQ(delivery.outcome, Outcome::try_again);
  EXPECT_TRUE(delivery.reason.starts_with("http://127.0.0.1:9/x: Failed to connect"))
      << delivery.reason;
}

TEST(HttpsSink, ConnectionClosedWithoutAWordMakesTheSegmentWait) {
  std::atomic<int> count{0};
  ScriptedServer server{[&](const HttpRequest&) {
    return ++count == 1 ? std::string{} : ScriptedServer::answer(200);
  }};
  HttpsSink sink{settings_for(server)};
  EXPECT_EQ(sink.deliver(made_segment(1)).reason, server.url() + ": Empty reply from server");
  EXPECT_TRUE(sink.deliver(made_segment(1)).ok()) << "connects anew";
}

TEST(HttpsSink, HalfOpenConnectionEndsWithTheTimeout) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(200); }};
  server.silent = true;
  HttpsSettings settings = settings_for(server);
  settings.http.total_timeout = 200ms;
  HttpsSink sink{settings};
  const Delivery delivery = sink.deliver(made_segment(1));
  EXPECT_EQ(delivery.outcome, Outcome::try_again);
  EXPECT_TRUE(delivery.reason.starts_with(server.url() + ": Operation timed out"))
      << delivery.reason;
  server.silent = false;
}

TEST(HttpsSink, TrickleEndsWithTheTimeout) {
  ScriptedServer server{
      [](const HttpRequest&) { return ScriptedServer::answer(200, "", std::string(10'000, 'x')); }};
  server.trickle_ms = 20;
  HttpsSettings settings = settings_for(server);
  settings.http.total_timeout = 500ms;
  HttpsSink sink{settings};
  const Delivery delivery = sink.deliver(made_segment(1));
  EXPECT_EQ(delivery.outcome, Outcome::try_again);
  EXPECT_NE(delivery.reason.find("Operation timed out"), std::string::npos) << delivery.reason;
}

TEST(HttpsSink, StopEndsARequestThatHangs) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(200); }};
  server.silent = true;
  HttpsSink sink{settings_for(server)};
  auto delivery = std::async(std::launch::async, [&] { return sink.deliver(made_segment(1)); });
  while (server.requests().empty()) std::this_thread::sleep_for(1ms);
  sink.stop();
  ASSERT_EQ(delivery.wait_for(20s), std::future_status::ready);
  EXPECT_EQ(delivery.get().outcome, Outcome::try_again);
  server.silent = false;
}

TEST(HttpsSink, ProxyOfTheEnvironmentIsNotUsed) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(200); }};
  setenv("http_proxy", "http://127.0.0.1:9", 1);
  setenv("ALL_PROXY", "http://127.0.0.1:9", 1);
  HttpsSink sink{settings_for(server)};
  EXPECT_TRUE(sink.deliver(made_segment(1)).ok());
  unsetenv("http_proxy");
  unsetenv("ALL_PROXY");
}

TEST(HttpsSink, PlainHttpStaysOnTheMachineUnlessAllowed) {
  const struct {
    const char* url;
    bool allow_plain;
    const char* problem;
  } cases[] = {
      {"https://collector.example/x", false, ""},
      {"http://127.0.0.1:80/x", false, ""},
      {"http://localhost/x", false, ""},
      {"http://[::1]:8080/x", false, ""},
      {"http://collector.example/x", true, ""},
      {"http://collector.example/x", false,
       "http://collector.example/x: is not encrypted; write https://, or allow plain HTTP on "
       "purpose"},
      {"http://127.example.org/", false,
       "http://127.example.org/: is not encrypted; write https://, or allow plain HTTP on purpose"},
      {"ftp://127.0.0.1/x", true, "ftp://127.0.0.1/x: begins with neither https:// nor http://"},
      {"collector", false, "\"collector\" is not a URL; write it as https://host/path"},
      {"https://me:secret@collector.example/", false,
       "a URL must not hold a password, for it is shown; give a file instead"},
  };
  for (const auto& [url, allow_plain, problem] : cases) {
    EXPECT_EQ(url_problem(url, allow_plain).value_or(""), problem) << url;
  }
  HttpsSink sink{{.http = {.url = "http://192.0.2.1/x"}}};
  EXPECT_EQ(sink.deliver(made_segment(1)).reason,
            "http://192.0.2.1/x: is not encrypted; write https://, or allow plain HTTP on purpose");
}

TEST(HttpsSink, CamaraHasPresenceOnly) {
  ScriptedServer server{[](const HttpRequest&) { return ScriptedServer::answer(200); }};
  HttpsSettings settings = settings_for(server);
  settings.format = HttpsSettings::Format::camara;
  HttpsSink sink{settings};
  EXPECT_TRUE(sink.deliver(made_segment(1, 3)).ok());
  EXPECT_TRUE(sink.deliver(made_segment(2, 3, Statistic::events)).ok());
  ASSERT_EQ(server.requests().size(), 1u);
  EXPECT_EQ(Json::parse(server.requests()[0].body),
            Json::parse(R"({"status":"SUPPORTED_AREA","timedPopulationDensityData":[{
      "startTime":"2026-01-01T13:00:00Z","endTime":"2026-01-01T14:00:00Z",
      "cellPopulationDensityData":[
        {"cell":"ecgi:001-01-0000000","dataType":"DENSITY_ESTIMATION","people":25},
        {"cell":"ecgi:001-01-0000001","dataType":"LOW_DENSITY"},
        {"cell":"ecgi:001-01-0000002","dataType":"NO_DATA"}]}],
      "probe":"north","epoch":"2026-01-01T04:00:00Z","revision":0,
      "part":{"first":0,"rows":3}})"));
}

}  // namespace
}  // namespace celltally
