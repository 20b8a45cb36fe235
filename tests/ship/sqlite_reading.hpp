#pragma once

#include <cstdio>
#include <string>

namespace celltally::testing {

// What the sqlite3 program says to `sql`: an independent reading of what we wrote.
inline std::string sqlite_says(const std::string& path, const std::string& sql) {
  const std::string command = "sqlite3 -batch -noheader '" + path + "' \"" + sql + "\" 2>&1";
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return "popen failed";
  char buffer[4096];
  for (std::size_t count = 0; (count = fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    out.append(buffer, count);
  }
  pclose(pipe);
  return out;
}

}  // namespace celltally::testing
