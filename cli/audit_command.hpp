#pragma once

#include <string>
#include <vector>

#include "cli/audit_attack.hpp"
#include "cli/config_loading.hpp"

namespace CLI {
class App;
}

namespace celltally {

// What `celltally audit` was asked to do.
struct AuditOptions {
  ConfigLoading config{
      .file = "/etc/celltally/celltally.yaml", .purpose = Purpose::probe, .check_files = false};
  std::vector<std::string> only;  // names of attacks; empty: all
  std::string page;               // a file; empty: none
  bool json = false;
  bool quick = false;
  bool list = false;
};

// `celltally audit`: attacks this installation, and tells whether its defences hold. Fills
// `options`, which must live as long as `program`.
CLI::App* add_audit_command(CLI::App& program, AuditOptions& options);

// Returns the exit code: done when nothing failed, also when all was skipped.
int run_audit(const AuditOptions& options, const std::vector<AuditAttack>& attacks);

}  // namespace celltally
