// Data flows one way through the folders, and so do includes. This reads every source file and
// holds it against the table below, which is the one in ARCHITECTURE.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/build_places.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path kRoot{CELLTALLY_SOURCE_DIR};

// What a folder may include beside its own files and vocabulary/. The shipper's part of daemon/ is
// a folder of its own: it must not even name what the probe is made of.
const std::map<std::string, std::set<std::string>> kMayInclude{
    {"vocabulary", {}},
    {"memory", {}},
    {"capture", {}},
    {"decode", {"capture"}},
    {"anonymise", {"memory", "capture", "decode"}},
    {"aggregate", {"memory"}},
    {"noise", {}},
    {"disclose", {"noise", "aggregate"}},
    {"outbox", {"disclose"}},
    {"ship", {"outbox"}},
    {"config", {}},
    {"service", {}},
    {"simulate", {}},
    {"daemon",
     {"memory", "capture", "decode", "anonymise", "aggregate", "noise", "disclose", "outbox",
      "config", "service"}},
    {"daemon/shipper", {"outbox", "ship", "config", "service"}},
    {"audit", {"noise", "aggregate", "disclose", "outbox", "config", "simulate"}},
    {"cli",
     {"capture", "decode", "anonymise", "aggregate", "noise", "disclose", "outbox", "config",
      "simulate", "audit", "daemon"}},
};

// Without those of a folder inside it that has a line of its own.
std::vector<fs::path> sources_of(const std::string& folder) {
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(kRoot / folder);
       entry != fs::recursive_directory_iterator{}; ++entry) {
    const std::string name = entry->path().lexically_relative(kRoot).string();
    if (entry->is_directory() && kMayInclude.contains(name)) entry.disable_recursion_pending();
    const auto extension = entry->path().extension();
    if (extension == ".cpp" || extension == ".hpp") files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Tidy, IncludesPointWithTheData) {
  const std::regex include{R"(^\s*#\s*include\s+"([^"/]+)/)"};
  for (const auto& [folder, allowed] : kMayInclude) {
    for (const fs::path& file : sources_of(folder)) {
      const auto lines = lines_of(file);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch match;
        if (!std::regex_search(lines[i], match, include)) continue;
        const std::string target = match[1];
        const bool own = lines[i].find('"' + folder + '/') != std::string::npos;
        EXPECT_TRUE(own || target == "vocabulary" || allowed.contains(target))
            << file.string() << ":" << i + 1 << ": " << folder << "/ may not include " << target
            << "/";
      }
    }
  }
}

TEST(Tidy, LibrariesAreIncludedInSourceFilesOnly) {
  // Standard headers have neither a dot nor a slash, but for the C library's and the kernel's.
  const std::regex library{R"(^\s*#\s*include\s+<([^>]*[./][^>]*)>)"};
  for (const auto& [folder, allowed] : kMayInclude) {
    for (const fs::path& file : sources_of(folder)) {
      if (file.extension() != ".hpp") continue;
      const auto lines = lines_of(file);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch match;
        // The commands' headers name the argument parser they hang themselves on.
        if (folder == "cli" && lines[i].find("CLI/") != std::string::npos) continue;
        EXPECT_FALSE(std::regex_search(lines[i], match, library))
            << file.string() << ":" << i + 1 << ": include <" << match[1] << "> in the .cpp";
      }
    }
  }
}

TEST(Tidy, EveryFolderSaysWhatItIs) {
  for (const auto& [folder, allowed] : kMayInclude) {
    EXPECT_TRUE(fs::exists(kRoot / folder / "README.md")) << folder << "/README.md";
  }
}

TEST(Tidy, FilesStaySmallAndLinesShort) {
  std::vector<std::string> folders{"tests", "fuzz", "bench"};
  for (const auto& [folder, allowed] : kMayInclude) folders.push_back(folder);
  for (const std::string& folder : folders) {
    for (const fs::path& file : sources_of(folder)) {
      const auto lines = lines_of(file);
      EXPECT_LE(lines.size(), 400u) << file.string() << ": would two names say it better?";
      for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_LE(lines[i].size(), 110u) << file.string() << ":" << i + 1;
      }
    }
  }
}

TEST(Tidy, NoFileIsNamedAfterNothing) {
  for (const auto& [folder, allowed] : kMayInclude) {
    for (const fs::path& file : sources_of(folder)) {
      for (const char* word : {"util", "common", "helper", "manager", "misc"}) {
        EXPECT_EQ(file.filename().string().find(word), std::string::npos) << file.string();
      }
    }
  }
}

// The test framework itself is checked: a tree without sources would pass everything above.
TEST(Tidy, ThereIsSomethingToCheck) {
  for (const auto& [folder, allowed] : kMayInclude)
    EXPECT_FALSE(sources_of(folder).empty()) << folder;
}

}  // namespace
