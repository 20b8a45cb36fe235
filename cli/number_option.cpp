#include "cli/number_option.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <system_error>
#include <utility>

namespace celltally {

CLI::Option* add_number_option(CLI::App& command, const std::string& name, std::uint64_t least,
                               std::uint64_t most, std::function<void(std::uint64_t)> take,
                               const std::string& help) {
  const auto read = [name, least, most, take = std::move(take)](const std::string& text) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || rest != end || number < least || number > most) {
      throw CLI::ValidationError{
          name, fmt::format("\"{}\" will not do; write a number from {} to {}", text, least, most)};
    }
    take(number);
  };
  return command.add_option_function<std::string>(name, read, help)->type_name("N");
}

}  // namespace celltally
