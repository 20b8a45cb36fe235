#pragma once

#include <string>
#include <string_view>

namespace celltally {

// A folder of an attack's own, for its owner's eyes only, that goes with all that is in it.
class TemporaryFolder {
 public:
  // Made in `parent`; empty: TMPDIR or /tmp. Throws std::runtime_error when it cannot be.
  explicit TemporaryFolder(const std::string& parent);
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  const std::string& path() const noexcept { return path_; }
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string{name}; }

 private:
  std::string path_;
};

}  // namespace celltally
