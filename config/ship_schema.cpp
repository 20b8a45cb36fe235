#include <chrono>

#include "config/schema.hpp"
#include "config/web_address.hpp"

namespace celltally {

namespace {

using namespace std::chrono_literals;

void describe(SettingVisitor& in, ControlConfig& control) {
  in.text({"socket", "where the shipper answers celltally status"}, control.socket,
          TextRules::kSocket);
  in.text({"group", "whose members may ask, beside root"}, control.group, TextRules::kGroup);
}

void describe(SettingVisitor& in, RetryConfig& retry) {
  in.duration({"first", "how long a sink that failed is left alone; doubled each time"},
              retry.first, 1s, 1h);
  in.duration({"most", "longest that it is left alone"}, retry.most, 1s, 24h);
  in.number({"jitter_percent", "by how much each pause is varied at random, per cent"},
            retry.jitter_percent, 0, 100);
  in.rule({"most", "first"}, retry.most >= retry.first, "is shorter than first; write more");
}

void describe(SettingVisitor& in, MetricsConfig& metrics) {
  in.text({"listen", "where /metrics, /healthz and /readyz are served"}, metrics.listen,
          TextRules::kListen);
  in.flag({"allow_remote", "allow an address that others than this machine reach"},
          metrics.allow_remote);
  in.rule({"listen", "allow_remote"}, metrics.allow_remote || is_loopback(metrics.listen),
          "is open to other machines; write \"127.0.0.1:9469\", or add allow_remote: true");
}

void describe_ca(SettingVisitor& in, std::string& ca_file) {
  in.text({"ca_file",
           "the authorities that may vouch for the server, as PEM; without it the "
           "system's",
           NeededBy::nobody, "/etc/celltally/ca.pem"},
          ca_file, TextRules::kFile);
}

void describe_client(SettingVisitor& in, std::string& certificate, std::string& key) {
  in.text({"client_certificate", "by which the server knows us, as PEM", NeededBy::nobody,
           "/etc/celltally/client.pem"},
          certificate, TextRules::kFile);
  in.text({"client_key", "the file with the certificate's private key", NeededBy::nobody,
           "credential:client-key"},
          key, TextRules::kSecret);
  in.rule({"client_certificate", "client_key"}, certificate.empty() == key.empty(),
          "client_certificate and client_key belong together; write both or neither");
}

void describe(SettingVisitor& in, SqliteSinkConfig& sink) {
  in.text({"path", "the database; it is made where there is none"}, sink.path, TextRules::kPath);
}

void describe(SettingVisitor& in, HttpsSinkConfig& sink) {
  in.text({"url", "where segments are sent by POST", NeededBy::everybody,
           "\"https://collector.example/celltally\""},
          sink.url, TextRules::kUrl);
  in.choice({"shape", "how they look: the rows as they are, or as CAMARA's population density"},
            sink.shape, {{"ndjson", 0}, {"camara", 1}});
  in.flag({"gzip", "compress what is sent"}, sink.gzip);
  in.duration({"timeout", "longest that an answer is waited for"}, sink.timeout, 1s, 10min);
  in.size({"max_body", "most that is sent at once, before compression"}, sink.max_body, 1u << 12,
          1u << 30);
  describe_ca(in, sink.ca_file);
  describe_client(in, sink.client_certificate, sink.client_key);
  in.text({"token_file", "the file with the bearer token", NeededBy::nobody, "credential:token"},
          sink.token_file, TextRules::kSecret);
  in.rule({"url"}, is_https(sink.url) || is_loopback(sink.url),
          "is not encrypted; write https://, for http:// is for this machine alone");
}

void describe(SettingVisitor& in, KafkaSinkConfig& sink) {
  in.texts({"brokers", "where to ask for the cluster", NeededBy::everybody,
            "[\"kafka-1.example:9093\", \"kafka-2.example:9093\"]"},
           sink.brokers, TextRules::kAddress, 1);
  in.text({"topic", "where rows go"}, sink.topic, TextRules::kTopic);
  in.choice({"security", "how the connection is protected"}, sink.security,
            {{"plaintext", 0}, {"ssl", 1}, {"sasl_ssl", 2}});
  in.text({"username", "of sasl_ssl", NeededBy::nobody, "celltally"}, sink.username,
          TextRules::kUser);
  in.text({"password_file", "the file with its password", NeededBy::nobody,
           "credential:kafka-password"},
          sink.password_file, TextRules::kSecret);
  describe_ca(in, sink.ca_file);
  describe_client(in, sink.client_certificate, sink.client_key);
  const bool sasl = sink.security == KafkaSinkConfig::Security::sasl_ssl;
  in.rule({"security", "username", "password_file"},
          sasl == !sink.username.empty() && sasl == !sink.password_file.empty(),
          "username and password_file are for security: sasl_ssl, which needs both");
  in.rule({"security", "ca_file", "client_certificate", "client_key"},
          sink.security != KafkaSinkConfig::Security::plaintext ||
              (sink.ca_file.empty() && sink.client_certificate.empty()),
          "plaintext uses no certificates; write ssl, or take ca_file, client_certificate and "
          "client_key out");
}

void describe(SettingVisitor& in, ClickhouseSinkConfig& sink) {
  in.text({"url", "the server's HTTP interface", NeededBy::everybody, "\"http://127.0.0.1:8123\""},
          sink.url, TextRules::kUrl);
  in.flag({"allow_plain_http",
           "allow http:// to other machines: everybody on the way can read and "
           "change what is sent, the password too"},
          sink.allow_plain_http);
  in.text({"database", "where the table is"}, sink.database, TextRules::kSqlName);
  in.text({"username", "without it the server's default user", NeededBy::nobody, "celltally"},
          sink.username, TextRules::kUser);
  in.text({"password_file", "the file with its password", NeededBy::nobody,
           "credential:clickhouse-password"},
          sink.password_file, TextRules::kSecret);
  describe_ca(in, sink.ca_file);
  in.duration({"timeout", "longest that an answer is waited for"}, sink.timeout, 1s, 10min);
  in.rule({"url", "allow_plain_http"},
          is_https(sink.url) || is_loopback(sink.url) || sink.allow_plain_http,
          "is not encrypted; write https://, or add allow_plain_http: true");
  in.rule({"password_file", "username"}, sink.password_file.empty() || !sink.username.empty(),
          "has no username; add username: NAME");
}

template <typename Target>
SettingVisitor::Describe as(SinkConfig& sink) {
  return [&sink](SettingVisitor& in) {
    if (!std::holds_alternative<Target>(sink.target)) sink.target.emplace<Target>();
    describe(in, std::get<Target>(sink.target));
  };
}

}  // namespace

void describe(SettingVisitor& in, SinkConfig& sink) {
  in.text({"name", "how the sink is called in metrics and in the shipper's state",
           NeededBy::everybody, "store"},
          sink.name, TextRules::kName);
  const SettingVisitor::Alternative types[] = {
      {"sqlite", "a database in a file, for analysts on this machine", as<SqliteSinkConfig>(sink)},
      {"https", "a receiver of your own", as<HttpsSinkConfig>(sink)},
      {"kafka", "a topic, keyed by place", as<KafkaSinkConfig>(sink)},
      {"clickhouse", "a table, through HTTP", as<ClickhouseSinkConfig>(sink)},
  };
  in.alternatives(
      {"type", "what kind of sink it is, which says what else it has", NeededBy::everybody},
      sink.target.index(), types);
}

void describe(SettingVisitor& in, ShipConfig& ship) {
  in.text({"state", "the shipper's own folder"}, ship.state, TextRules::kPath);
  in.section({"control", "the shipper's control socket"}, true,
             [&ship](SettingVisitor& section) { describe(section, ship.control); });
  in.section({"retry", "when a sink fails"}, true,
             [&ship](SettingVisitor& section) { describe(section, ship.retry); });
  in.section({"metrics", "what Prometheus and load balancers ask"}, true,
             [&ship](SettingVisitor& section) { describe(section, ship.metrics); });
  in.list({"sinks", "where counts go, each on its own", NeededBy::everybody}, ship.sinks,
          [](SettingVisitor& item, SinkConfig& sink) { describe(item, sink); });
  in.unique("sinks", "name");
}

}  // namespace celltally
