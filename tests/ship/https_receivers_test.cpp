// The HTTPS sink against servers that are not ours: nginx, and the receiver of the docs.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "ship/https_sink.hpp"
#include "tests/build_places.hpp"
#include "tests/ship/child_process.hpp"
#include "tests/ship/made_certificates.hpp"
#include "tests/ship/outbox_files.hpp"
#include "tests/ship/scripted_server.hpp"
#include "tests/ship/sqlite_reading.hpp"

namespace celltally {
namespace {

using testing::ChildProcess;
using testing::made_segment;
using testing::MadeCertificates;
using testing::ScriptedServer;
using Outcome = Delivery::Outcome;

HttpsSettings settings_for(int port, const MadeCertificates& certificates,
                           const std::string& client) {
  HttpsSettings settings;
  settings.http.url = "https://127.0.0.1:" + std::to_string(port) + "/segments";
  settings.http.ca_file = certificates.path("ca.pem");
  if (client.empty()) return settings;
  settings.http.client_certificate = certificates.path(client + ".pem");
  settings.http.client_key = certificates.path(client + ".key");
  return settings;
}

// nginx asks for a client's certificate, passes on to a server behind it, and takes small bodies.
class Nginx : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v nginx openssl >/dev/null 2>&1") != 0) {
      GTEST_SKIP() << "skipped: nginx or openssl is not installed";
    }
    ASSERT_TRUE(certificates_.make());
  }
  void start(const std::string& server_certificate = "server",
             const std::string& protocols = "TLSv1.2 TLSv1.3") {
    const auto in = [&](const std::string& name) { return certificates_.path(name); };
    std::string temporary;
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
      temporary += std::string{kind} + "_temp_path " + in(kind) + ";";
    }
    std::ofstream{in("nginx.conf")}
        << "daemon off; master_process off; pid " << in("pid") << "; error_log " << in("errors")
        << "; events {} http { access_log off;" << temporary << "client_max_body_size 3k; server {"
        << "listen 127.0.0.1:" << port_ << " ssl; ssl_protocols " << protocols
        << "; ssl_ciphers ALL:@SECLEVEL=0; ssl_certificate " << in(server_certificate + ".pem")
        << "; ssl_certificate_key " << in(server_certificate + ".key")
        << "; ssl_client_certificate " << in("ca.pem") << "; ssl_verify_client on;"
        << "location / { proxy_pass " << behind_.url("") << "; } } }";
    nginx_ = std::make_unique<ChildProcess>(std::vector<std::string>{
        "nginx", "-p", in(""), "-c", in("nginx.conf"), "-e", in("errors")});
    ASSERT_TRUE(ChildProcess::listens(port_));
  }
  Delivery deliver(const HttpsSettings& settings, const Segment& segment = made_segment(1)) {
    return HttpsSink{settings}.deliver(segment);
  }

  MadeCertificates certificates_;
  ScriptedServer behind_{[](const testing::HttpRequest&) { return ScriptedServer::answer(200); }};
  int port_ = ChildProcess::free_port();
  std::unique_ptr<ChildProcess> nginx_;
};

TEST_F(Nginx, LetsInTheRightCertificateAndNoOther) {
  start();
  const Delivery right = deliver(settings_for(port_, certificates_, "client"));
  EXPECT_TRUE(right.ok()) << right.reason;
  ASSERT_EQ(behind_.requests().size(), 1u);
  EXPECT_EQ(behind_.requests()[0].headers["celltally-sequence"], "1");
  // nginx says 400 to these, which must not be taken for a verdict on the content.
  for (const char* client : {"", "other"}) {
    const HttpsSettings settings = settings_for(port_, certificates_, client);
    const Delivery wrong = deliver(settings);
    EXPECT_EQ(wrong.outcome, Outcome::try_again) << client;
    EXPECT_EQ(
        wrong.reason,
        settings.http.url + ": status 400: it does not let us in; check the client certificate");
  }
  EXPECT_EQ(behind_.requests().size(), 1u);
}

TEST_F(Nginx, IsOnlyTrustedWithACertificateOfItsAuthorityAndName) {
  start();
  HttpsSettings settings = settings_for(port_, certificates_, "client");
  settings.http.ca_file = certificates_.path("other-ca.pem");
  const Delivery authority = deliver(settings);
  EXPECT_EQ(authority.outcome, Outcome::try_again);
  EXPECT_NE(authority.reason.find("SSL certificate problem"), std::string::npos)
      << authority.reason;
  settings.http.ca_file.clear();
  EXPECT_EQ(deliver(settings).outcome, Outcome::try_again) << "the system's authorities";
  nginx_.reset();
  port_ = ChildProcess::free_port();
  start("stranger");
  const Delivery name = deliver(settings_for(port_, certificates_, "client"));
  EXPECT_EQ(name.outcome, Outcome::try_again);
  EXPECT_NE(name.reason.find("no alternative certificate subject name"), std::string::npos)
      << name.reason;
  EXPECT_TRUE(behind_.requests().empty());
}

TEST_F(Nginx, IsNotSpokenToInOldTls) {
  start("server", "TLSv1 TLSv1.1");
  const Delivery old = deliver(settings_for(port_, certificates_, "client"));
  EXPECT_EQ(old.outcome, Outcome::try_again);
  EXPECT_TRUE(behind_.requests().empty());
}

TEST_F(Nginx, TakesALongSegmentInPartsOfItsSize) {
  start();
  HttpsSettings settings = settings_for(port_, certificates_, "client");
  settings.gzip = false;
  const Delivery delivery = deliver(settings, made_segment(1, 300));
  EXPECT_TRUE(delivery.ok()) << delivery.reason;
  std::size_t rows = 0;
  for (const auto& request : behind_.requests()) {
    rows +=
        static_cast<std::size_t>(std::count(request.body.begin(), request.body.end(), '\n')) - 1;
  }
  EXPECT_EQ(rows, 300u);
  EXPECT_GT(behind_.requests().size(), 10u);
}

TEST_F(Nginx, WhoseCertificateFilesAreMissingMakesTheSegmentWait) {
  start();
  HttpsSettings settings = settings_for(port_, certificates_, "client");
  settings.http.client_key = certificates_.path("none.key");
  EXPECT_EQ(deliver(settings).outcome, Outcome::try_again);
}

TEST(HttpsReceiver, OfTheDocsEndsWithTheRowsOnce) {
  const MadeCertificates certificates;
  if (std::system("command -v python3 openssl sqlite3 >/dev/null 2>&1") != 0) {
    GTEST_SKIP() << "skipped: python3, openssl or sqlite3 is not installed";
  }
  ASSERT_TRUE(certificates.make());
  const int port = ChildProcess::free_port();
  const std::string database = certificates.path("received.sqlite");
  const ChildProcess receiver{{"python3", CELLTALLY_SOURCE_DIR "/docs/receivers/https_receiver.py",
                               std::to_string(port), certificates.path("server.pem"),
                               certificates.path("server.key"), certificates.path("ca.pem"),
                               database}};
  ASSERT_TRUE(ChildProcess::listens(port));
  const std::vector<Segment> segments{made_segment(1, 100), made_segment(2, 50, Statistic::events)};
  std::set<std::string> expected;
  for (const std::size_t bytes_most : {4'000'000u, 2'000u}) {
    HttpsSettings settings = settings_for(port, certificates, "client");
    settings.body_bytes_most = bytes_most;
    HttpsSink sink{settings};
    for (const Segment& segment : segments) {
      const Delivery delivery = sink.deliver(segment);
      EXPECT_TRUE(delivery.ok()) << delivery.reason;
      std::istringstream lines{testing::segment_body(segment)};
      std::string line;
      for (std::getline(lines, line); std::getline(lines, line);) {
        expected.insert(nlohmann::json::parse(line).dump());
      }
    }
  }
  std::istringstream lines{testing::sqlite_says(database, "SELECT row FROM counts")};
  std::set<std::string> received;
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    received.insert(nlohmann::json::parse(line).dump());
  }
  EXPECT_EQ(count, 150u);
  EXPECT_EQ(received, expected);
}

}  // namespace
}  // namespace celltally
