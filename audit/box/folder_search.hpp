#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/box/identifier_search.hpp"

namespace celltally {

// What of some identifiers stands in the files of a folder.
struct FolderSearch {
  std::uint64_t files = 0;
  std::uint64_t octets = 0;
  std::uint64_t hits = 0;
  std::vector<std::string> where;  // of the first few: "outbox/ledger: somebody as BCD"

  // Every regular file in the folder and in those inside it. Throws AuditStopped.
  static FolderSearch in(const std::string& folder, const IdentifierSearch& search);
};

}  // namespace celltally
