#include "ship/sqlite_connection.hpp"

#include <sqlite3.h>

#include <utility>

#include "ship/sqlite_schema.hpp"
#include "ship/sqlite_statement.hpp"

namespace celltally {

Result<SqliteConnection, std::string> SqliteConnection::open(const SqliteSettings& settings) {
  sqlite3* handle = nullptr;
  const int result = sqlite3_open_v2(
      settings.path.c_str(), &handle,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  SqliteConnection connection{handle};
  if (result != SQLITE_OK) return fail(settings.path + ": cannot open: " + connection.error());
  auto settled = connection.settle(settings);
  if (!settled) return fail(settings.path + ": " + settled.error());
  return connection;
}

SqliteConnection::SqliteConnection(SqliteConnection&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)) {}

SqliteConnection& SqliteConnection::operator=(SqliteConnection&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

SqliteConnection::~SqliteConnection() {
  sqlite3_close_v2(handle_);
}

bool SqliteConnection::run(const char* sql) {
  return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

int SqliteConnection::result() const noexcept {
  return sqlite3_errcode(handle_) & 0xff;
}

std::string SqliteConnection::error() const {
  return handle_ == nullptr ? "out of memory" : sqlite3_errmsg(handle_);
}

Result<int, std::string> SqliteConnection::number(const char* pragma) {
  SqliteStatement statement{handle_, pragma};
  if (!statement.step_to_row()) return fail(error());
  return sqlite3_column_int(statement.handle(), 0);
}

// Readers never wait for us with WAL, nor we for them. What was acknowledged is on the disk: FULL.
// The WAL files stay when we close, for an analyst who may only read could not make them.
Result<bool, std::string> SqliteConnection::settle(const SqliteSettings& settings) {
  sqlite3_busy_timeout(handle_, static_cast<int>(settings.busy_timeout.count()));
  const auto application = number("PRAGMA application_id");
  if (!application) return fail(application.error());
  const auto version = number("PRAGMA user_version");
  if (!version) return fail(version.error());
  const auto tables = number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return fail(tables.error());
  const bool fresh = *application == 0 && *version == 0 && *tables == 0;
  if (!fresh && *application != kSqliteApplicationId) {
    return fail(std::string{"is a database of something else; name another file"});
  }
  if (*version > kSqliteSchemaVersion) {
    return fail("its schema has version " + std::to_string(*version) + ", newer than " +
                std::to_string(kSqliteSchemaVersion) + " of this program; name another file");
  }
  int persist = 1;
  sqlite3_file_control(handle_, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
  if (!run("PRAGMA journal_mode = WAL") || !run("PRAGMA synchronous = FULL")) return fail(error());
  if (*version == kSqliteSchemaVersion) return true;
  const std::string marks = "PRAGMA application_id = " + std::to_string(kSqliteApplicationId) +
                            "; PRAGMA user_version = " + std::to_string(kSqliteSchemaVersion) + ";";
  const std::string all =
      "BEGIN IMMEDIATE;" + sqlite_schema_from(fresh ? 0 : *version) + marks + "COMMIT;";
  if (run(all.c_str())) return true;
  const std::string why = error();
  run("ROLLBACK");
  return fail(why);
}

}  // namespace celltally
