#pragma once

#include <string>

namespace celltally {

// Keeps this process's memory, in which identifiers and tags stand, from whoever may not become
// root: no core dump, wherever the system would send one, and nobody of the same user may look into
// it. For good: the limit cannot be raised again by a daemon without privileges. Root still can
// look, but for what stands in secret memory.
class ClosedMemory {
 public:
  // "", or why not. Before anything secret is read.
  static std::string enter();
};

}  // namespace celltally
