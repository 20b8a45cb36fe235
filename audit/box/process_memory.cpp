#include "audit/box/process_memory.hpp"

#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <sstream>
#include <stdexcept>

#include "audit/box/file_octets.hpp"
#include "audit/box/stop_request.hpp"

namespace celltally {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;
constexpr std::size_t kHitsMax = 1000;  // of a piece
constexpr std::size_t kToldMax = 8;

std::string memory_of(pid_t process) {
  return "/proc/" + std::to_string(process) + "/mem";
}

class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : number_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int get() const noexcept { return number_; }

 private:
  int number_;
};

struct Region {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  bool readable = false;
  std::string name;

  bool secret() const { return name.find("secretmem") != std::string::npos; }
};

std::vector<Region> regions_of(pid_t process) {
  std::istringstream maps{octets_of_file("/proc/" + std::to_string(process) + "/maps")};
  std::vector<Region> regions;
  for (std::string line; std::getline(maps, line);) {
    std::istringstream words{line};
    Region region;
    std::string rights, offset, device, inode;
    char dash = 0;
    words >> std::hex >> region.from >> dash >> region.to >> rights >> offset >> device >> inode >>
        std::ws;
    std::getline(words, region.name);
    if (region.name.empty()) region.name = "memory without a name";
    region.readable = rights.starts_with("r");
    regions.push_back(std::move(region));
  }
  return regions;
}

bool read_by_call(pid_t process, std::uint64_t at) {
  std::array<char, 8> room{};
  const iovec here{.iov_base = room.data(), .iov_len = room.size()};
  const iovec there{.iov_base = reinterpret_cast<void*>(at), .iov_len = room.size()};  // NOLINT
  return process_vm_readv(process, &here, 1, &there, 1, 0) > 0;
}

void try_secret(pid_t process, int memory, const Region& region, ProcessMemory& result) {
  const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  for (std::uint64_t at = region.from; at < region.to; at += page) {
    ++result.secret_pages;
    std::array<char, 8> room{};
    const bool read = pread(memory, room.data(), room.size(), static_cast<off_t>(at)) > 0;
    if (read || read_by_call(process, at)) ++result.secret_pages_read;
  }
}

void note(const Region& region, const std::vector<IdentifierSearch::Found>& found,
          ProcessMemory& result) {
  result.hits += found.size();
  for (const auto& each : found) {
    const std::string text = region.name + ": somebody as " + std::string{each.form};
    if (result.where.size() == kToldMax) return;
    if (result.where.empty() || result.where.back() != text) result.where.push_back(text);
  }
}

// Pieces overlap, so that nothing is cut in two; what is in both is counted twice at worst.
void read_region(int memory, const Region& region, const IdentifierSearch& search,
                 std::vector<std::uint8_t>& room, ProcessMemory& result) {
  const std::size_t overlap = search.longest() - 1;
  for (std::uint64_t at = region.from; at < region.to;) {
    StopRequest::check();
    const std::size_t wanted = std::min<std::uint64_t>(room.size(), region.to - at);
    const ssize_t got = pread(memory, room.data(), wanted, static_cast<off_t>(at));
    if (got <= 0) {  // a page that is of no memory, or that the kernel keeps
      at += static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
      continue;
    }
    const auto octets = static_cast<std::size_t>(got);
    result.octets += octets;
    note(region, search.find(std::span{room}.first(octets), kHitsMax), result);
    at +=
        octets == wanted && at + octets < region.to && octets > overlap ? octets - overlap : octets;
  }
}

}  // namespace

bool ProcessMemory::may_be_read(pid_t process) {
  return Descriptor{memory_of(process)}.get() >= 0;
}

ProcessMemory ProcessMemory::search(pid_t process, const IdentifierSearch& search) {
  const Descriptor memory{memory_of(process)};
  if (memory.get() < 0) {
    throw std::runtime_error{memory_of(process) + " cannot be read: " + std::strerror(errno)};
  }
  ProcessMemory result;
  std::vector<std::uint8_t> room(kPiece);
  for (const Region& region : regions_of(process)) {
    if (region.secret()) {
      try_secret(process, memory.get(), region, result);
    } else if (region.readable && region.name != "[vvar]" && region.name != "[vsyscall]") {
      read_region(memory.get(), region, search, room, result);
    }
  }
  return result;
}

}  // namespace celltally
