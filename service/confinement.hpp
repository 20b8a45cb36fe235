#pragma once

#include <string>
#include <vector>

#include "vocabulary/result.hpp"

namespace celltally {

// Gives up for good, for this process and all its threads, what a daemon does not need once its
// ports are open. The units of systemd/ ask the system for the same: each guards where the other is
// absent.
class Confinement {
 public:
  struct Rights {
    std::vector<std::string> read{};   // files and folders that may be read (or executed)
    std::vector<std::string> write{};  // folders in which files may be made, written and removed
    bool internet = false;             // whether new internet sockets may be made, and all others
    bool packet_sockets = false;       // whether new packet sockets may: they can send, too
  };

  // Files are confined for the calling thread and those it starts later: call it before. Sockets
  // are for every thread there is.
  //
  // What came into force, as words for the log: "no internet sockets; files: Landlock". Fails, with
  // the reason, when sockets cannot be forbidden; where the kernel lacks Landlock that is said
  // only. Paths that do not exist are left out.
  static Result<std::string, std::string> enter(const Rights& rights);
};

}  // namespace celltally
