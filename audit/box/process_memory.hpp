#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/box/identifier_search.hpp"

namespace celltally {

// The memory of a running process, read from outside as a debugger would. Needs the right to trace
// it.
struct ProcessMemory {
  std::uint64_t octets = 0;  // that were read and searched
  std::uint64_t hits = 0;
  std::vector<std::string> where;  // of the first few: "[heap]: somebody as swapped BCD"
  // Pages of secret memory (memfd_secret(2)), and of them those that could be read.
  std::uint64_t secret_pages = 0;
  std::uint64_t secret_pages_read = 0;

  // Whether /proc/PID/mem can be opened.
  static bool may_be_read(int process);

  // Throws std::runtime_error when it cannot be read, and AuditStopped.
  static ProcessMemory search(int process, const IdentifierSearch& search);
};

}  // namespace celltally
