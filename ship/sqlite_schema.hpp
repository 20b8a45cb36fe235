#pragma once

#include <string>

namespace celltally {

// docs/formats/sqlite.md. "CeTa": what `file` shows of the database.
inline constexpr int kSqliteApplicationId = 0x43655461;
inline constexpr int kSqliteSchemaVersion = 4;

// What makes a database of an older version as it is now; of version 0, which is empty, too. Its
// rows stay. REQUIRES: 0 <= version < kSqliteSchemaVersion.
std::string sqlite_schema_from(int version);

}  // namespace celltally
