#include "cli/overwriting.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

namespace celltally {

namespace {

namespace fs = std::filesystem;

// Also of files that are not there yet.
bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code none;
  if (fs::exists(a, none) && fs::exists(b, none)) return fs::equivalent(a, b, none);
  return fs::weakly_canonical(a, none) == fs::weakly_canonical(b, none);
}

bool among(const std::string& target, const std::vector<std::string>& names,
           const char* standard_stream) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return !name.empty() && same_file(target, name == "-" ? standard_stream : name);
  });
}

// By the first octets of pcap, with micro- and nanoseconds, in both byte orders, and of pcapng.
bool holds_a_capture(const std::string& path) {
  using namespace std::string_view_literals;
  constexpr std::array kMagics{"\xa1\xb2\xc3\xd4"sv, "\xd4\xc3\xb2\xa1"sv, "\xa1\xb2\x3c\x4d"sv,
                               "\x4d\x3c\xb2\xa1"sv, "\x0a\x0d\x0d\x0a"sv};
  std::array<char, 4> octets{};
  std::ifstream{path, std::ios::binary}.read(octets.data(), octets.size());
  return std::find(kMagics.begin(), kMagics.end(),
                   std::string_view{octets.data(), octets.size()}) != kMagics.end();
}

}  // namespace

std::string overwriting_problem(const std::string& target, const std::vector<std::string>& read,
                                const std::vector<std::string>& written) {
  if (target == "-") return "standard output is taken by the results; name a file";
  std::error_code none;
  // Nothing is lost in a device.
  if (fs::exists(target, none) && !fs::is_regular_file(target, none)) return {};
  if (among(target, read, "/dev/stdin")) return target + " is read as well; name another file";
  if (among(target, written, "/dev/stdout")) {
    return target + " is written otherwise as well; name another file";
  }
  if (fs::exists(target, none) && holds_a_capture(target)) {
    return target + " holds a capture, which would be lost; name another file";
  }
  return {};
}

}  // namespace celltally
