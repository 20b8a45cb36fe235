#pragma once

#include <string>
#include <variant>

#include "config/clickhouse_sink_config.hpp"
#include "config/https_sink_config.hpp"
#include "config/kafka_sink_config.hpp"
#include "config/sqlite_sink_config.hpp"

namespace celltally {

// One item of `ship.sinks`: where released counts go. The file's key `type` says which target.
struct SinkConfig {
  std::string name;  // [a-z0-9-], 1 to 63, unique
  std::variant<SqliteSinkConfig, HttpsSinkConfig, KafkaSinkConfig, ClickhouseSinkConfig> target;

  bool operator==(const SinkConfig&) const = default;
};

}  // namespace celltally
