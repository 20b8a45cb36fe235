#include "daemon/shipper/sinks_of.hpp"

#include <charconv>
#include <chrono>
#include <memory>
#include <utility>
#include <variant>

#include "config/secret_file.hpp"
#include "ship/clickhouse_sink.hpp"
#include "ship/https_sink.hpp"
#include "ship/kafka_sink.hpp"
#include "ship/sqlite_sink.hpp"

namespace celltally {
namespace {

// Makes the sink of one target; each secret is a path from then on.
class SinkMaker {
 public:
  explicit SinkMaker(const std::string& credentials) : credentials_(credentials) {}

  std::unique_ptr<Sink> operator()(const SqliteSinkConfig& target) {
    SqliteSettings settings;
    settings.path = target.path;
    return std::make_unique<SqliteSink>(std::move(settings));
  }

  std::unique_ptr<Sink> operator()(const HttpsSinkConfig& target) {
    HttpsSettings settings;
    settings.http.url = target.url;
    settings.http.ca_file = target.ca_file;
    settings.http.client_certificate = target.client_certificate;
    settings.http.client_key = path_of(target.client_key);
    settings.http.total_timeout = target.timeout;
    settings.format = target.shape == HttpsSinkConfig::Shape::camara
                          ? HttpsSettings::Format::camara
                          : HttpsSettings::Format::ndjson;
    settings.gzip = target.gzip;
    settings.token_file = path_of(target.token_file);
    settings.body_bytes_most = target.max_body;
    return std::make_unique<HttpsSink>(std::move(settings));
  }

  std::unique_ptr<Sink> operator()(const KafkaSinkConfig& target) {
    KafkaSettings settings;
    for (const std::string& broker : target.brokers) {
      settings.brokers += (settings.brokers.empty() ? "" : ",") + broker;
    }
    settings.topic = target.topic;
    settings.password_file = path_of(target.password_file);
    auto& further = settings.further;
    switch (target.security) {
      case KafkaSinkConfig::Security::plaintext: further["security.protocol"] = "plaintext"; break;
      case KafkaSinkConfig::Security::ssl: further["security.protocol"] = "ssl"; break;
      case KafkaSinkConfig::Security::sasl_ssl:
        further["security.protocol"] = "sasl_ssl";
        further["sasl.mechanism"] = "SCRAM-SHA-512";
        further["sasl.username"] = target.username;
        break;
    }
    set(further, "ssl.ca.location", target.ca_file);
    set(further, "ssl.certificate.location", target.client_certificate);
    set(further, "ssl.key.location", path_of(target.client_key));
    return std::make_unique<KafkaSink>(std::move(settings));
  }

  std::unique_ptr<Sink> operator()(const ClickhouseSinkConfig& target) {
    ClickhouseSettings settings;
    settings.http.url = target.url;
    settings.http.allow_plain = target.allow_plain_http;
    settings.http.ca_file = target.ca_file;
    settings.http.total_timeout = target.timeout;
    settings.database = target.database;
    settings.user = target.username;
    settings.password_file = path_of(target.password_file);
    return std::make_unique<ClickhouseSink>(std::move(settings));
  }

  const std::string& problem() const noexcept { return problem_; }

 private:
  std::string path_of(const std::string& secret) {
    if (secret.empty()) return "";
    auto path = secret_path(secret, credentials_);
    if (path) return std::move(*path);
    problem_ = path.error();
    return "";
  }
  static void set(std::map<std::string, std::string>& further, const char* key,
                  const std::string& value) {
    if (!value.empty()) further[key] = value;
  }

  const std::string& credentials_;
  std::string problem_;
};

}  // namespace

Result<std::vector<NamedSink>, std::string> sinks_of(const ShipConfig& ship,
                                                     const std::string& credentials) {
  std::vector<NamedSink> sinks;
  for (const SinkConfig& config : ship.sinks) {
    SinkMaker maker{credentials};
    NamedSink named;
    named.name = config.name;
    named.sink = std::visit(maker, config.target);
    if (!maker.problem().empty()) return fail("sink " + config.name + ": " + maker.problem());
    named.delivery.wait_first = ship.retry.first;
    named.delivery.wait_most = ship.retry.most;
    named.delivery.jitter_percent = ship.retry.jitter_percent;
    sinks.push_back(std::move(named));
  }
  return sinks;
}

std::vector<std::string> files_of(const SinkConfig& sink, const std::string& credentials) {
  struct Named {
    std::vector<std::string> operator()(const SqliteSinkConfig&) const { return {}; }
    std::vector<std::string> operator()(const HttpsSinkConfig& target) const {
      return {target.ca_file, target.client_certificate, target.client_key, target.token_file};
    }
    std::vector<std::string> operator()(const KafkaSinkConfig& target) const {
      return {target.ca_file, target.client_certificate, target.client_key, target.password_file};
    }
    std::vector<std::string> operator()(const ClickhouseSinkConfig& target) const {
      return {target.ca_file, target.password_file};
    }
  };
  std::vector<std::string> files;
  for (const std::string& value : std::visit(Named{}, sink.target)) {
    if (value.empty()) continue;
    if (auto path = secret_path(value, credentials)) files.push_back(std::move(*path));
  }
  return files;
}

ShipperSettings shipper_settings(const CelltallyConfig& config) {
  ShipperSettings settings;
  settings.outbox_folder = config.outbox.folder;
  settings.state_folder = config.ship.state;
  std::string listen = config.ship.metrics.listen;  // address:port, [address]:port
  const std::size_t colon = listen.rfind(':');
  std::from_chars(listen.data() + colon + 1, listen.data() + listen.size(), settings.http_port);
  settings.http_address = listen.substr(0, colon);
  if (settings.http_address.starts_with('[')) {
    settings.http_address = settings.http_address.substr(1, settings.http_address.size() - 2);
  }
  const HealthConfig& health = config.health;
  settings.health.no_packet = health.no_packets_for;
  settings.health.loss_ppm = health.loss_ppm_max;
  settings.health.damaged_ppm = health.damaged_ppm_max;
  settings.health.outbox_bytes = config.outbox.max_bytes / 100 * health.outbox_fill_percent_max;
  settings.health.undelivered = health.undelivered_for;
  if (config.probe.name.empty()) settings.health.probe_silent = {};  // there is no probe here
  return settings;
}

}  // namespace celltally
