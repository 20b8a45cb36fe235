#include "ship/durable_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace celltally {

namespace {

// Closes what it holds; -1 holds nothing.
class Descriptor {
 public:
  explicit Descriptor(int number) noexcept : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const noexcept { return number_; }

 private:
  int number_;
};

std::string problem(const std::string& path, const char* what) {
  return path + ": cannot " + what + ": " + std::generic_category().message(errno);
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::optional<std::string> replace_file(const std::string& path, const std::string& text) {
  const std::string beside = path + ".new";
  {
    const Descriptor file{::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    if (file.number() < 0) return problem(beside, "open");
    if (!write_all(file.number(), text)) return problem(beside, "write");
    if (::fsync(file.number()) != 0) return problem(beside, "sync");
  }
  if (std::rename(beside.c_str(), path.c_str()) != 0) return problem(path, "replace");
  const std::string folder = std::filesystem::path{path}.parent_path().string();
  const Descriptor parent{
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (parent.number() < 0 || ::fsync(parent.number()) != 0) return problem(folder, "sync");
  return std::nullopt;
}

}  // namespace celltally
