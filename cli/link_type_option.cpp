#include "cli/link_type_option.hpp"

#include <CLI/CLI.hpp>

#include "capture/link_types.hpp"

namespace celltally {

void add_link_type_option(CLI::App& command, std::vector<std::string>& link_types) {
  command
      .add_option_function<std::vector<std::string>>(
          "--link-type",
          [&link_types](const std::vector<std::string>& mappings) {
            const auto types = LinkTypes::parse(mappings);
            if (!types) throw CLI::ValidationError{"--link-type", types.error()};
            link_types = mappings;
          },
          "what a private link type holds, such as user3=raw-ip")
      ->type_name("userN=NAME")
      ->allow_extra_args(false);
}

}  // namespace celltally
