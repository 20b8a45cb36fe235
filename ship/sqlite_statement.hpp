#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace celltally {

// A prepared statement. Values are bound in order with put(); texts are borrowed until the step is
// done. Every failure sticks: step says false, and the connection knows why. One thread.
class SqliteStatement {
 public:
  SqliteStatement(sqlite3* database, const char* sql);
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;
  ~SqliteStatement();

  SqliteStatement& put(std::string_view text);
  SqliteStatement& put(std::int64_t number);
  SqliteStatement& put(std::uint64_t number);  // as SQLite's signed 64 bits
  SqliteStatement& put(double number);
  SqliteStatement& put_nothing();

  bool step_to_row();   // whether there is a row to read; false at the end, too
  bool step_to_done();  // runs, then is ready for the next values

  bool failed() const noexcept { return !well_; }

  std::int64_t number(int column) const;
  std::string_view text(int column) const;
  sqlite3_stmt* handle() const noexcept { return handle_; }

 private:
  sqlite3_stmt* handle_ = nullptr;
  int next_ = 1;
  bool well_ = true;
};

}  // namespace celltally
