#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace celltally {

// Adds `--link-type userN=NAME`, which may come several times; what does not suit LinkTypes is a
// usage error.
void add_link_type_option(CLI::App& command, std::vector<std::string>& link_types);

}  // namespace celltally
