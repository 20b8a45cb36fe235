#include "ship/secret_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace celltally {

namespace {

constexpr std::size_t kSecretMost = 8192;
constexpr const char* kBlanks = " \t\r\n";

}  // namespace

Result<std::string, std::string> read_secret(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return fail(path + ": cannot open: " + std::generic_category().message(errno));
  std::string text(kSecretMost + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > kSecretMost) return fail(path + ": is longer than a secret");
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string::npos) return fail(path + ": is empty; put the secret in it");
  text = text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
  // It goes into the head of a request, where a line break would begin another header.
  const auto unfit = [](unsigned char c) { return c < 0x20 || c > 0x7e; };
  if (std::any_of(text.begin(), text.end(), unfit)) {
    return fail(path + ": must hold one line of printable ASCII");
  }
  return text;
}

}  // namespace celltally
