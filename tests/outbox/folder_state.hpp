#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "outbox/segment_name.hpp"
#include "outbox/segment_reader.hpp"

namespace celltally::test {

inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

inline void put(const std::filesystem::path& path, const std::string& text) {
  std::ofstream{path, std::ios::binary} << text;
}

// What lies in an outbox's folder, looked at from outside.
struct FolderState {
  std::map<std::uint64_t, Segment> segments;
  std::map<std::uint64_t, std::string> bytes;  // of each
  std::vector<std::string> others;             // names of other files
  std::vector<std::string> quarantined;
  std::vector<std::string> damaged;  // under a segment's name

  static FolderState of(const std::string& folder) {
    FolderState state;
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
      const std::string name = file.path().filename();
      if (file.is_directory()) continue;
      if (!segment_name_from_text(name)) {
        state.others.push_back(name);
        continue;
      }
      const std::string text = text_of(file.path());
      auto segment = read_segment(text, name);
      if (!segment) {
        state.damaged.push_back(segment.error());
        continue;
      }
      const std::uint64_t sequence = segment->header.sequence;
      EXPECT_FALSE(state.segments.contains(sequence));
      state.bytes[sequence] = text;
      state.segments.emplace(sequence, std::move(*segment));
    }
    const auto quarantine = std::filesystem::path{folder} / "quarantine";
    if (std::filesystem::exists(quarantine)) {
      for (const auto& file : std::filesystem::directory_iterator{quarantine}) {
        state.quarantined.push_back(file.path().filename());
      }
    }
    std::sort(state.others.begin(), state.others.end());
    std::sort(state.quarantined.begin(), state.quarantined.end());
    return state;
  }

  std::vector<std::uint64_t> sequences() const {
    std::vector<std::uint64_t> all;
    for (const auto& [sequence, segment] : segments) all.push_back(sequence);
    return all;
  }

  std::uint64_t declared() const {
    std::uint64_t sum = 0;
    for (const auto& [sequence, segment] : segments) sum += segment.header.dropped.segments;
    return sum;
  }

  // How many numbers from `first` to the newest are not there.
  std::uint64_t missing_from(std::uint64_t first) const {
    if (segments.empty()) return 0;
    return segments.rbegin()->first - first + 1 - segments.size();
  }

  // Each continues the one before it, where that is there.
  void expect_chained() const {
    for (auto next = segments.begin(); next != segments.end(); ++next) {
      if (next == segments.begin()) continue;
      const auto before = std::prev(next);
      if (before->first + 1 == next->first) {
        EXPECT_EQ(next->second.header.previous, before->second.sha256) << next->first;
      }
    }
  }
};

}  // namespace celltally::test
