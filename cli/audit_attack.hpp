#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit_check.hpp"
#include "config/celltally_config.hpp"

namespace celltally {

// What `celltally audit` can let loose, and names in --list and --only.
struct AuditAttack {
  // What all of them are told.
  struct Scope {
    CelltallyConfig config;
    bool quick = false;
    // Told what it is at, a few words each time. May be empty.
    std::function<void(std::string_view what)> tell{};
  };

  std::string name;  // one word or two with a hyphen; of its checks, where it has only one
  std::string what;  // what it does, a few words
  // It makes files or processes and removes them itself: it is not ended in the middle, and asks
  // StopRequest::check() where it waits.
  bool cleans_up = false;
  std::function<std::vector<AuditCheck>(const Scope&)> run;
};

// In the order in which they run.
std::vector<AuditAttack> audit_attacks();

}  // namespace celltally
