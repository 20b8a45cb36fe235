#include "cli/whole_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

namespace celltally {

WholeFile::WholeFile(std::string name, std::string final_name)
    : name_(std::move(name)), final_name_(std::move(final_name)) {}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : name_(std::move(other.name_)), final_name_(std::exchange(other.final_name_, {})) {}

Result<WholeFile, std::string> WholeFile::begin(const std::string& path) {
  constexpr mode_t kWithoutUmask = 0666;
  const auto refused = [&] { return fail(path + ": cannot be written"); };
  std::error_code none;
  std::string final_name = path;
  if (std::filesystem::exists(path, none)) {
    if (access(path.c_str(), W_OK) != 0 || std::filesystem::is_directory(path, none)) {
      return refused();
    }
    if (!std::filesystem::is_regular_file(path, none)) return WholeFile{path, {}};
    final_name = std::filesystem::canonical(path, none);  // a link stays one
    if (none) return refused();
  }
  const std::string name = final_name + "." + std::to_string(getpid()) + ".part";
  const int file = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kWithoutUmask);
  if (file < 0) return refused();
  close(file);
  return WholeFile{name, final_name};
}

bool WholeFile::finish() {
  if (final_name_.empty()) return true;
  if (std::rename(name_.c_str(), final_name_.c_str()) != 0) return false;
  final_name_.clear();
  return true;
}

WholeFile::~WholeFile() {
  if (!final_name_.empty()) unlink(name_.c_str());
}

}  // namespace celltally
