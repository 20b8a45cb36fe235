#include "audit/box/temporary_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace celltally {

TemporaryFolder::TemporaryFolder(const std::string& parent) {
  std::error_code ignored;
  const std::string where =
      parent.empty() ? std::filesystem::temp_directory_path(ignored).string() : parent;
  // A configuration takes absolute paths without links in them only.
  path_ = std::filesystem::weakly_canonical(where.empty() ? "/tmp" : where).string() +
          "/celltally-audit-XXXXXX";
  if (mkdtemp(path_.data()) == nullptr) {
    throw std::runtime_error{path_ + ": no folder can be made here: " + std::strerror(errno)};
  }
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace celltally
