#include "outbox/outbox_folder.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <functional>
#include <memory>
#include <system_error>

namespace celltally {

namespace {

// Whether the file is gone, by us or somebody else.
std::optional<WriteFault> unless_gone(const std::string& path, bool done) {
  if (done || errno == ENOENT) return std::nullopt;
  const int error = errno;
  return WriteFault{error, path + ": cannot be removed: " + std::generic_category().message(error)};
}

struct CloseFolder {
  void operator()(DIR* folder) const { static_cast<void>(::closedir(folder)); }
};

// The error, 0 for none.
int for_each_name(const std::string& path, const std::function<void(std::string_view)>& take) {
  const std::unique_ptr<DIR, CloseFolder> folder{::opendir(path.c_str())};
  if (!folder) return errno;
  for (;;) {
    errno = 0;
    const dirent* const entry = ::readdir(folder.get());  // NOLINT(concurrency-mt-unsafe)
    if (entry == nullptr) return errno;
    take(entry->d_name);
  }
}

std::string cannot_list(const std::string& path, int error) {
  return path + ": cannot be listed: " + std::generic_category().message(error);
}

}  // namespace

bool OutboxFolder::Names::has(const SegmentName& name) const {
  return std::binary_search(segments.begin(), segments.end(), name);
}

bool OutboxFolder::Names::has_quarantined(std::uint64_t sequence) const {
  return std::any_of(quarantined.begin(), quarantined.end(), [&](const QuarantinedName& name) {
    return name.segment.sequence == sequence;
  });
}

std::uint64_t OutboxFolder::Names::greatest() const {
  std::uint64_t most = segments.empty() ? 0 : segments.back().sequence;
  if (!dropped.empty()) most = std::max(most, dropped.back().sequence);
  if (!quarantined.empty()) most = std::max(most, quarantined.back().segment.sequence);
  return most;
}

Result<OutboxFolder::Names, std::string> OutboxFolder::names() const {
  Names names;
  const int error = for_each_name(path_, [&](std::string_view file) {
    if (const auto segment = segment_name_from_text(file)) names.segments.push_back(*segment);
    if (const auto gone = dropped_name_from_text(file)) names.dropped.push_back(*gone);
    if (!file.ends_with(kUnfinished)) return;
    const std::string_view whole = file.substr(0, file.size() - kUnfinished.size());
    if (segment_name_from_text(whole)) names.unfinished.emplace_back(file);
  });
  if (error != 0) return fail(cannot_list(path_, error));
  const int inner = for_each_name(quarantine_path(), [&](std::string_view file) {
    if (const auto name = quarantined_name_from_text(file)) names.quarantined.push_back(*name);
  });
  if (inner != 0 && inner != ENOENT) return fail(cannot_list(quarantine_path(), inner));
  std::sort(names.segments.begin(), names.segments.end());
  std::sort(names.dropped.begin(), names.dropped.end());
  std::sort(names.quarantined.begin(), names.quarantined.end());
  return names;
}

std::optional<WriteFault> OutboxFolder::remove(const std::string& file) const {
  const std::string path = path_ + "/" + file;
  return unless_gone(path, ::unlink(path.c_str()) == 0);
}

std::optional<WriteFault> OutboxFolder::drop(const SegmentName& segment,
                                             const DroppedName& gone) const {
  const std::string from = path_ + "/" + to_text(segment);
  const std::string to = path_ + "/" + to_text(gone);
  // First the name: a segment cut short under its own name would be a damaged one.
  if (std::rename(from.c_str(), to.c_str()) != 0) return unless_gone(from, false);
  // If that fails, its room is free when the name goes.
  static_cast<void>(::truncate(to.c_str(), 0));
  return std::nullopt;
}

std::optional<WriteFault> OutboxFolder::quarantine(const QuarantinedName& name) const {
  constexpr mode_t kMode = 0750;
  const std::string from = path_ + "/" + to_text(name.segment);
  const std::string to = quarantine_path() + "/" + to_text(name);
  const bool made = ::mkdir(quarantine_path().c_str(), kMode) == 0 || errno == EEXIST;
  if (made && std::rename(from.c_str(), to.c_str()) == 0) return std::nullopt;
  const int error = errno;
  return WriteFault{
      error, from + ": cannot be moved to quarantine: " + std::generic_category().message(error)};
}

std::optional<WriteFault> OutboxFolder::remove_quarantined(const QuarantinedName& name) const {
  const std::string path = quarantine_path() + "/" + to_text(name);
  return unless_gone(path, ::unlink(path.c_str()) == 0);
}

}  // namespace celltally
