#pragma once

namespace celltally {

// docs/formats/sqlite.md. "CeTa": what `file` shows of the database.
inline constexpr int kSqliteApplicationId = 0x43655461;
inline constexpr int kSqliteSchemaVersion = 2;

// The first two create everything in an empty database; the last and the views make one of version
// 1 as it is now.
extern const char* const kSqliteTables;
extern const char* const kSqliteViews;
extern const char* const kSqliteFromVersion1;

}  // namespace celltally
