#include "noise/system_random.hpp"

#include <sys/random.h>
#include <sys/types.h>

#include <cerrno>

#include "noise/randomness_failed.hpp"

namespace celltally {

void SystemRandom::fill(std::span<std::byte> octets) {
  while (!octets.empty()) {
    const ssize_t got = ::getrandom(octets.data(), octets.size(), 0);
    if (got > 0) {
      octets = octets.subspan(static_cast<std::size_t>(got));
    } else if (got == 0 || errno != EINTR) {
      throw RandomnessFailed(
          "getrandom(2) failed: there is no noise, so nothing is released; look "
          "at the kernel's log");
    }
  }
}

}  // namespace celltally
