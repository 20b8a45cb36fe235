#pragma once

#include <chrono>
#include <string>

namespace celltally {

// The SQLite sink. Values come checked.
struct SqliteSettings {
  std::string path;  // of the database; its folder must exist and be writable
  std::chrono::milliseconds busy_timeout{5'000};  // how long to wait for another writer
};

}  // namespace celltally
