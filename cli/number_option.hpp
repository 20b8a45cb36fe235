#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace celltally {

// Adds an option that takes a whole decimal number from `least` to `most`; the library's own
// reading takes 010 for 8.
CLI::Option* add_number_option(CLI::App& command, const std::string& name, std::uint64_t least,
                               std::uint64_t most, std::function<void(std::uint64_t)> take,
                               const std::string& help);

}  // namespace celltally
