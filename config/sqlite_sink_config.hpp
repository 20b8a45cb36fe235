#pragma once

#include <string>

namespace celltally {

// A sink of type `sqlite`.
struct SqliteSinkConfig {
  std::string path = "/var/lib/celltally-ship/counts.sqlite";

  bool operator==(const SqliteSinkConfig&) const = default;
};

}  // namespace celltally
