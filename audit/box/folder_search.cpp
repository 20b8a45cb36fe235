#include "audit/box/folder_search.hpp"

#include <filesystem>
#include <span>

#include "audit/box/file_octets.hpp"
#include "audit/box/stop_request.hpp"

namespace celltally {
namespace {

constexpr std::size_t kHitsMax = 1000;  // of a file
constexpr std::size_t kToldMax = 5;

std::span<const std::uint8_t> octets_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

FolderSearch FolderSearch::in(const std::string& folder, const IdentifierSearch& search) {
  FolderSearch result;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    StopRequest::check();
    if (!entry.is_regular_file() || entry.is_symlink()) continue;
    const std::string data = octets_of_file(entry.path().string());
    const std::string name = entry.path().lexically_relative(folder).string();
    ++result.files;
    result.octets += data.size();
    for (const std::string* const text : {&data, &name}) {
      const auto found = search.find(octets_of(*text), kHitsMax);
      result.hits += found.size();
      if (found.empty() || result.where.size() == kToldMax) continue;
      result.where.push_back((text == &name ? "a file's name" : name) + ": somebody as " +
                             std::string{found.front().form});
    }
  }
  return result;
}

}  // namespace celltally
