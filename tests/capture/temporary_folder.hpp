#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace celltally::testing {

// A folder for one test; gone with everything in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "celltally-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::string path(const std::string& name) const { return (path_ / name).string(); }

  // Writes a file and returns its path.
  std::string file(const std::string& name, const std::vector<std::uint8_t>& octets) const {
    std::ofstream stream{path(name), std::ios::binary};
    for (const std::uint8_t octet : octets) stream.put(static_cast<char>(octet));
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

}  // namespace celltally::testing
