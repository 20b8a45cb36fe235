#include "service/closed_memory.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <cstring>

namespace celltally {

std::string ClosedMemory::enter() {
  // Two, for a core dump that goes to a program (core_pattern) does not ask for the limit. A
  // service manager that has set the limit may have forbidden the call.
  const rlimit none{0, 0};
  rlimit now{1, 1};
  const bool limited = getrlimit(RLIMIT_CORE, &now) == 0 && now.rlim_max == 0;
  if (!limited && setrlimit(RLIMIT_CORE, &none) != 0) {
    return std::string{"core dumps cannot be forbidden: "} + std::strerror(errno);
  }
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    return std::string{"this process's memory cannot be closed to others: "} + std::strerror(errno);
  }
  return "";
}

}  // namespace celltally
