#pragma once

namespace celltally {

// docs/formats/sqlite.md. "CeTa": what `file` shows of the database.
inline constexpr int kSqliteApplicationId = 0x43655461;
inline constexpr int kSqliteSchemaVersion = 1;

// Creates everything in an empty database.
extern const char* const kSqliteSchema;

}  // namespace celltally
