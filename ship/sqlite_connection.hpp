#pragma once

#include <string>

#include "ship/sqlite_settings.hpp"
#include "vocabulary/result.hpp"

struct sqlite3;

namespace celltally {

// An open database with our schema in it. One thread.
class SqliteConnection {
 public:
  // Opens or creates; the reason when it is not a database, is not ours, or is newer than we are.
  static Result<SqliteConnection, std::string> open(const SqliteSettings& settings);

  SqliteConnection(SqliteConnection&& other) noexcept;
  SqliteConnection& operator=(SqliteConnection&& other) noexcept;
  ~SqliteConnection();

  // Whether it went well; what failed is in error().
  bool run(const char* sql);
  int result() const noexcept;  // SQLite's number for the last failure
  std::string error() const;

  sqlite3* handle() const noexcept { return handle_; }

 private:
  explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}
  Result<bool, std::string> settle(const SqliteSettings& settings);
  Result<int, std::string> number(const char* pragma);

  sqlite3* handle_;
};

}  // namespace celltally
