#include "config/operator_key_file.hpp"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

#include "config/hex_digits.hpp"
#include "config/secret_file.hpp"
#include "config/shown_text.hpp"

namespace celltally {

namespace {

constexpr std::size_t kDigits = 64;

// As many octets as there are, up to the room; less than nothing: errno says why.
ssize_t read_whole(int file, std::span<char> room) {
  std::size_t got = 0;
  while (got < room.size()) {
    const ssize_t more = ::read(file, room.data() + got, room.size() - got);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) return -1;
    if (more == 0) break;
    got += static_cast<std::size_t>(more);
  }
  return static_cast<ssize_t>(got);
}

bool take(std::string_view text, std::span<std::uint8_t, kDigits / 2> key) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  if (text.size() != kDigits || !all_hex(text)) return false;
  for (std::size_t i = 0; i < key.size(); ++i) {
    key[i] =
        static_cast<std::uint8_t>(value_of_hex(text[2 * i]) << 4 | value_of_hex(text[2 * i + 1]));
  }
  return true;
}

}  // namespace

std::string read_operator_key(const std::string& path, std::span<std::uint8_t, 32> key) {
  const bool standard = path == "-";
  if (!standard) {
    if (std::string problem = secret_problem(path); !problem.empty()) return problem;
  }
  const std::string name = standard ? "standard input" : quoted_for_message(path);
  const int file = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::array<char, kDigits + 16> room;  // more is no key
  const ssize_t got = file < 0 ? -1 : read_whole(file, room);
  const int error = errno;
  if (!standard && file >= 0) ::close(file);
  std::string problem;
  if (got < 0) {
    problem = name + " cannot be read: " + std::generic_category().message(error) +
              "; put the file there, or mend the path";
  } else if (!take({room.data(), static_cast<std::size_t>(got)}, key)) {
    problem = name +
              " is not the operator's key: 64 hexadecimal digits; make one with openssl rand -hex "
              "32";
  }
  ::explicit_bzero(room.data(), room.size());
  return problem;
}

}  // namespace celltally
