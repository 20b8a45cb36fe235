#pragma once

#include <cstddef>
#include <fstream>
#include <limits>
#include <string>

namespace celltally {

// How much of this process is in memory, in octets (Linux, /proc/self).
class ResidentMemory {
 public:
  static std::size_t now() { return field("VmRSS:"); }
  // The most since forget_peak().
  static std::size_t peak() { return field("VmHWM:"); }
  static void forget_peak() { std::ofstream{"/proc/self/clear_refs"} << 5; }

 private:
  static std::size_t field(const std::string& name) {
    std::ifstream status{"/proc/self/status"};
    std::string word;
    std::size_t kib = 0;
    while (status >> word) {
      if (word == name) status >> kib;
      status.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    return kib * 1024;
  }
};

}  // namespace celltally
