#include "audit/box/process_defences.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>
#include <stdexcept>

#include "audit/box/file_octets.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();

// What stands behind a word at the beginning of a line.
std::string behind(const std::string& text, const std::string& word) {
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(word)) continue;
    const auto value = line.find_first_not_of(" \t", word.size());
    return value == std::string::npos ? "" : line.substr(value);
  }
  return "";
}

std::uint64_t number_behind(const std::string& text, const std::string& word) {
  std::istringstream value{behind(text, word)};
  std::uint64_t number = 0;
  value >> number;
  return number;
}

// The hard limit, up to which a process may raise its own.
std::uint64_t core_limit(const std::string& limits) {
  std::istringstream value{behind(limits, "Max core file size")};
  std::string soft, hard;
  value >> soft >> hard;
  return hard == "unlimited" ? kUnlimited : std::strtoull(hard.c_str(), nullptr, 10);
}

// Of a process that must not be dumped, /proc belongs to root whoever it runs as.
void look_at_owner(const std::string& folder, uid_t user, ProcessDefences& defences) {
  struct stat owner {};
  defences.dumpable_known = user != 0 && stat((folder + "/environ").c_str(), &owner) == 0;
  if (defences.dumpable_known) defences.dumpable = owner.st_uid == user;
}

std::set<std::string> internet_inodes(const std::string& folder) {
  std::set<std::string> inodes;
  for (const char* protocol :
       {"tcp", "tcp6", "udp", "udp6", "raw", "raw6", "udplite", "udplite6", "icmp", "icmp6"}) {
    std::ifstream in{folder + "/net/" + protocol};
    std::string line;
    std::getline(in, line);  // the heading
    while (std::getline(in, line)) {
      std::istringstream words{line};
      std::string word;
      for (int i = 0; i < 10; ++i) words >> word;
      inodes.insert("socket:[" + word + "]");
    }
  }
  return inodes;
}

void count_sockets(const std::string& folder, ProcessDefences& defences) {
  const auto inodes = internet_inodes(folder);
  std::error_code error;
  const fs::directory_iterator descriptors{folder + "/fd", error};
  defences.sockets_known = !error;
  if (error) return;
  for (const auto& descriptor : descriptors) {
    const std::string target = fs::read_symlink(descriptor.path(), error).string();
    if (!error && inodes.contains(target)) ++defences.internet_sockets;
  }
}

}  // namespace

ProcessDefences ProcessDefences::of(pid_t process) {
  const std::string folder = "/proc/" + std::to_string(process);
  const std::string status = octets_of_file(folder + "/status");
  if (status.empty()) throw std::runtime_error{folder + ": there is no such process"};
  ProcessDefences defences;
  defences.core_octets = core_limit(octets_of_file(folder + "/limits"));
  defences.swapped_kib = number_behind(status, "VmSwap:");
  defences.no_new_privileges = number_behind(status, "NoNewPrivs:") == 1;
  defences.calls_filtered = number_behind(status, "Seccomp:") == 2;
  look_at_owner(folder, static_cast<uid_t>(number_behind(status, "Uid:")), defences);
  count_sockets(folder, defences);
  return defences;
}

}  // namespace celltally
