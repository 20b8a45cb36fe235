#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "config/celltally_config.hpp"
#include "config/config_problem.hpp"
#include "config/purpose.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

struct LoadOptions {
  Purpose purpose = Purpose::both;

  // Whether the files that the configuration names are looked at: there, readable, secrets for
  // nobody else. Not where a configuration is checked on another machine.
  bool check_files = true;

  // Where systemd put credentials ($CREDENTIALS_DIRECTORY); empty: not known, not looked at.
  std::string credentials_directory;

  // What is wrong with the name of a time zone, empty when nothing is. Without it any name will do:
  // the zones are known elsewhere.
  std::function<std::string(std::string_view zone)> zone_problem;
};

// Limits of a configuration file.
inline constexpr std::size_t kConfigOctetsMax = std::size_t{1} << 20;
inline constexpr std::size_t kConfigLineOctetsMax = 4096;
inline constexpr std::size_t kConfigDepthMax = 12;
inline constexpr std::size_t kConfigProblemsTold = 100;

// Reads a configuration: all of it is valid, or every problem is told (beyond kConfigProblemsTold
// how many more). What is not understood is never guessed: unknown and repeated keys, numbers that
// look octal, yes for true, tabs, anchors, tags and values over several lines are problems.
Result<CelltallyConfig, ConfigProblems> load_config(const std::string& path,
                                                    const LoadOptions& options);

// The same from memory; `name` is the file's in messages.
Result<CelltallyConfig, ConfigProblems> load_config_text(std::string_view name,
                                                         std::string_view text,
                                                         const LoadOptions& options);

}  // namespace celltally
