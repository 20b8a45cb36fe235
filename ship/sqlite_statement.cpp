#include "ship/sqlite_statement.hpp"

#include <sqlite3.h>

namespace celltally {

SqliteStatement::SqliteStatement(sqlite3* database, const char* sql) {
  well_ = sqlite3_prepare_v2(database, sql, -1, &handle_, nullptr) == SQLITE_OK;
}

SqliteStatement::~SqliteStatement() {
  sqlite3_finalize(handle_);
}

SqliteStatement& SqliteStatement::put(std::string_view text) {
  // A null pointer would bind NULL, not the empty text.
  const char* begin = text.empty() ? "" : text.data();
  well_ = well_ && sqlite3_bind_text(handle_, next_++, begin, static_cast<int>(text.size()),
                                     SQLITE_STATIC) == SQLITE_OK;
  return *this;
}

SqliteStatement& SqliteStatement::put(std::int64_t number) {
  well_ = well_ && sqlite3_bind_int64(handle_, next_++, number) == SQLITE_OK;
  return *this;
}

SqliteStatement& SqliteStatement::put(std::uint64_t number) {
  return put(static_cast<std::int64_t>(number));
}

SqliteStatement& SqliteStatement::put(double number) {
  well_ = well_ && sqlite3_bind_double(handle_, next_++, number) == SQLITE_OK;
  return *this;
}

SqliteStatement& SqliteStatement::put_nothing() {
  well_ = well_ && sqlite3_bind_null(handle_, next_++) == SQLITE_OK;
  return *this;
}

bool SqliteStatement::step_to_row() {
  if (!well_) return false;
  const int result = sqlite3_step(handle_);
  well_ = result == SQLITE_ROW || result == SQLITE_DONE;
  return result == SQLITE_ROW;
}

bool SqliteStatement::step_to_done() {
  next_ = 1;
  if (!well_) return false;
  well_ = sqlite3_step(handle_) == SQLITE_DONE;
  if (well_) sqlite3_reset(handle_);
  return well_;
}

std::int64_t SqliteStatement::number(int column) const {
  return sqlite3_column_int64(handle_, column);
}

std::string_view SqliteStatement::text(int column) const {
  const auto* octets = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  return {octets == nullptr ? "" : octets,
          static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

}  // namespace celltally
