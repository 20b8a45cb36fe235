#pragma once

#include <cstdint>

namespace celltally {

// Section `log`: what both daemons write to standard error.
struct LogConfig {
  enum class Level : std::uint8_t { debug, info, warning, error };
  enum class Format : std::uint8_t { text, json };

  Level level = Level::info;
  Format format = Format::text;

  bool operator==(const LogConfig&) const = default;
};

}  // namespace celltally
