#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "outbox/gone_name.hpp"
#include "outbox/segment_file.hpp"
#include "outbox/segment_name.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The folder of an outbox as names, and what is done to files by name. There is no index: names
// tell all that must survive the process. Copies are views of the same folder.
class OutboxFolder {
 public:
  explicit OutboxFolder(std::string path) : path_(std::move(path)) {}

  // What is there; foreign names are left out. Sorted.
  struct Names {
    std::vector<SegmentName> segments;
    std::vector<std::string> unfinished;  // segments that were being written
    std::vector<DroppedName> dropped;
    std::vector<QuarantinedName> quarantined;

    bool has(const SegmentName& name) const;
    bool has_quarantined(std::uint64_t sequence) const;
    // The greatest sequence that any name tells; 0 for none.
    std::uint64_t greatest() const;
  };

  // The error is one line.
  Result<Names, std::string> names() const;

  // What each needs no room on the disk for.
  std::optional<WriteFault> remove(const std::string& file) const;
  // Leaves the name that `gone` asks for, and no content.
  std::optional<WriteFault> drop(const SegmentName& segment, const DroppedName& gone) const;
  // Moves it into `quarantine/`, which is made if it is not there.
  std::optional<WriteFault> quarantine(const QuarantinedName& name) const;
  std::optional<WriteFault> remove_quarantined(const QuarantinedName& name) const;

  const std::string& path() const noexcept { return path_; }
  std::string quarantine_path() const { return path_ + "/quarantine"; }

 private:
  std::string path_;
};

}  // namespace celltally
