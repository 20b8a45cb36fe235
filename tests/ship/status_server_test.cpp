// The pages over HTTP, asked for by curl the program, of a whole shipper.

#include "ship/status_server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <future>

#include "tests/ship/fake_sinks.hpp"
#include "tests/ship/made_view.hpp"
#include "tests/ship/outbox_files.hpp"
#include "tests/ship/running_shipper.hpp"

namespace celltally {
namespace {

using namespace std::chrono_literals;
using testing::FakeSink;
using testing::RunningShipper;

std::string shell(const std::string& command) {
  std::string out;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return "popen failed";
  char buffer[4096];
  for (std::size_t count = 0; (count = fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    out.append(buffer, count);
  }
  pclose(pipe);
  return out;
}

class StatusPages : public ::testing::Test {
 protected:
  void start() {
    std::vector<NamedSink> sinks;
    sinks.push_back({"one", std::make_unique<FakeSink>(std::make_shared<testing::Taken>()), {}});
    running_ =
        std::make_unique<RunningShipper>(outbox_.folder(), folder_.path("state"), std::move(sinks));
  }
  // What curl says while the loop runs.
  std::string curl(const std::string& arguments) {
    const std::string at = "http://127.0.0.1:" + std::to_string(running_->shipper().http_port());
    auto answer = std::async(
        std::launch::async, [&] { return shell("curl -s -m 20 " + arguments + " " + at + path_); });
    running_->run_until(
        [&](const ShipperView&) { return answer.wait_for(0s) == std::future_status::ready; });
    return answer.get();
  }
  std::string get(const std::string& path, const std::string& arguments = "") {
    path_ = path;
    return curl("-w '%{http_code}' " + arguments);
  }
  void write_report(const std::string& changes = "") {
    std::ofstream{outbox_.folder() + "/probe.json"} << testing::made_report(Now::read(), changes);
  }

  testing::TemporaryFolder folder_;
  testing::OutboxFiles outbox_{folder_.path("outbox")};
  std::unique_ptr<RunningShipper> running_;
  std::string path_;
};

TEST_F(StatusPages, AreThere) {
  write_report();
  outbox_.add(testing::made_segment(1));
  start();
  ASSERT_TRUE(running_->run_until_delivered(1));
  EXPECT_EQ(get("/healthz"), "alive\n200");
  EXPECT_EQ(get("/readyz"), "ready\n200");
  const std::string metrics = get("/metrics");
  EXPECT_NE(metrics.find("\ncelltally_sink_segments_delivered_total{sink=\"one\"} 1\n"),
            std::string::npos)
      << metrics;
  EXPECT_NE(metrics.find("\ncelltally_packets_received_total 1000000\n"), std::string::npos);
  EXPECT_EQ(metrics.find("ecgi:"), std::string::npos) << "nothing is per cell";
  EXPECT_EQ(get("/"), "there are /metrics, /healthz and /readyz\n404");
  EXPECT_EQ(get("/../../etc/passwd", "--path-as-is"),
            "there are /metrics, /healthz and /readyz\n404");
  EXPECT_EQ(get("/healthz?x=1"), "alive\n200");
}

TEST_F(StatusPages, TakeNothing) {
  write_report();
  start();
  EXPECT_EQ(get("/metrics", "-X DELETE"), "only GET and HEAD\n405");
  EXPECT_EQ(get("/metrics", "-I -o /dev/null"), "200");
  const std::string posted = get("/metrics", "-d x=1");
  EXPECT_TRUE(posted.ends_with("405") || posted.ends_with("000")) << posted;
  EXPECT_EQ(get("/healthz"), "alive\n200");
}

TEST_F(StatusPages, TurnRedAndGreenAgain) {
  start();
  EXPECT_EQ(get("/readyz"), "probe: " + outbox_.folder() +
                                "/probe.json: cannot be read: No such file or directory\n503");
  write_report(",\"clock_synchronised\":false");
  ASSERT_TRUE(
      running_->run_until([](const ShipperView& view) { return view.probe.problem().empty(); }));
  EXPECT_EQ(get("/readyz"), "probe: the clock is not synchronised\n503");
  write_report();
  ASSERT_TRUE(running_->run_until([](const ShipperView& view) {
    return view.probe.problem().empty() && view.probe.report()->number("clock_synchronised") == 1;
  }));
  EXPECT_EQ(get("/readyz"), "ready\n200");
}

// Connections that say nothing must not keep others out for long, nor the stop from coming.
TEST_F(StatusPages, SilentConnectionsDoNotStopUs) {
  write_report();
  start();
  std::vector<int> open;
  for (int i = 0; i < 20; ++i) {
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    there.sin_port = htons(running_->shipper().http_port());
    ASSERT_EQ(connect(connection, reinterpret_cast<sockaddr*>(&there), sizeof there), 0);
    ASSERT_EQ(send(connection, "GET /met", 8, MSG_NOSIGNAL), 8);
    open.push_back(connection);
  }
  EXPECT_EQ(get("/healthz"), "alive\n200");
  running_->stop();
  for (const int connection : open) close(connection);
}

}  // namespace
}  // namespace celltally
