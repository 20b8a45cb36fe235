#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/result.hpp"

namespace celltally {

// A daemon's answer to `status`, read: numbers and words by key, and its lists of objects. What is
// not there was not told.
struct DaemonStatus {
  using Object = std::map<std::string, std::string, std::less<>>;  // values as text

  Object values;                                                       // of the top level
  std::map<std::string, std::vector<Object>, std::less<>> lists;       // of objects
  std::map<std::string, std::vector<std::string>, std::less<>> lines;  // of texts
  std::map<std::string, Object, std::less<>> objects;

  static Result<DaemonStatus, std::string> read(std::string_view json);

  std::string_view text(std::string_view key) const;  // empty when absent
  std::optional<double> number(std::string_view key) const;
  static std::optional<double> number(const Object& object, std::string_view key);
};

}  // namespace celltally
