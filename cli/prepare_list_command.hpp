#pragma once

#include <string>

namespace CLI {
class App;
}

namespace celltally {

// What `celltally prepare-list` was asked to do. "-" is a standard stream.
struct PrepareListOptions {
  std::string subscribers = "-";
  std::string operator_key;
  std::string out = "-";
};

CLI::App* add_prepare_list_command(CLI::App& program, PrepareListOptions& options);

// Turns a list of IMSIs into one of their hashes under the operator's key (SubscriberFile). No
// error shows what stands in the list. The exit code.
int run_prepare_list(const PrepareListOptions& options);

}  // namespace celltally
