#pragma once

#include <string>

#include "vocabulary/result.hpp"

namespace celltally {

// A file that is written whole or not at all: under a temporary name beside its own, until
// finish(). What had its name stays there as long, and for good when nobody finishes. What is no
// regular file, such as a device or a pipe, is written as it is.
class WholeFile {
 public:
  // Fails when `path` cannot be written.
  static Result<WholeFile, std::string> begin(const std::string& path);

  // What to open and write.
  const std::string& name() const noexcept { return name_; }

  // After everything is written and closed. False when the file cannot get its own name.
  bool finish();

  WholeFile(WholeFile&& other) noexcept;
  WholeFile& operator=(WholeFile&&) = delete;
  ~WholeFile();  // removes what was not finished

 private:
  WholeFile(std::string name, std::string final_name);

  std::string name_;
  std::string final_name_;  // empty: finished, or there is nothing to rename
};

}  // namespace celltally
