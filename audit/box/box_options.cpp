#include "audit/box/box_options.hpp"

#include <unistd.h>

#include <filesystem>

namespace celltally {

BoxOptions BoxOptions::beside(const std::string& program) {
  BoxOptions options;
  const auto folder = std::filesystem::path{program}.parent_path();
  const auto take = [&](std::string& path, const char* name) {
    const std::string neighbour = (folder / name).string();
    if (access(neighbour.c_str(), X_OK) == 0) path = neighbour;
  };
  take(options.celltally, "celltally");
  take(options.celltallyd, "celltallyd");
  take(options.celltally_shipd, "celltally-shipd");
  return options;
}

std::string BoxOptions::missing_program() const {
  for (const std::string& program : {celltally, celltallyd, celltally_shipd}) {
    if (access(program.c_str(), X_OK) != 0) {
      return program + " cannot be run; install it, or say where it is";
    }
  }
  return "";
}

}  // namespace celltally
