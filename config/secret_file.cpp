#include "config/secret_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "config/shown_text.hpp"

namespace celltally {

namespace {

constexpr std::string_view kCredential = "credential:";

std::string cannot_be_read(const std::string& path, int error) {
  return quoted_for_message(path) + " cannot be read: " + std::generic_category().message(error) +
         "; put the file there, or mend the path";
}

std::string octal(mode_t mode) {
  std::string digits;
  for (const unsigned shift : {6u, 3u, 0u}) digits += static_cast<char>('0' + (mode >> shift & 7u));
  return "0" + digits;
}

}  // namespace

Result<std::string, std::string> secret_path(std::string_view value,
                                             std::string_view credentials_directory) {
  if (!value.starts_with(kCredential)) return std::string{value};
  if (credentials_directory.empty()) {
    return fail(std::string{value} +
                " is only there under systemd, with LoadCredential= in the unit; write the path "
                "of a file instead");
  }
  return std::string{credentials_directory} + "/" + std::string{value.substr(kCredential.size())};
}

std::string file_problem(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return cannot_be_read(path, errno);
  if (S_ISDIR(status.st_mode)) {
    return quoted_for_message(path) + " is a folder; write the path of a file";
  }
  if (faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) != 0) return cannot_be_read(path, errno);
  return {};
}

std::string secret_problem(const std::string& path) {
  std::string problem = file_problem(path);
  if (!problem.empty()) return problem;
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return cannot_be_read(path, errno);
  constexpr mode_t kTooWide = S_IWGRP | S_IXGRP | S_IRWXO;
  if ((status.st_mode & kTooWide) == 0) return {};
  return quoted_for_message(path) + " is open to others (mode " + octal(status.st_mode) +
         "); chmod 0600 it, or 0640";
}

}  // namespace celltally
