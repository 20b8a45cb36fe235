#include "outbox/quarantine_segment.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "outbox/outbox_folder.hpp"
#include "outbox/segment_file.hpp"
#include "outbox/segment_reader.hpp"

namespace celltally {

namespace {

// Made by root it would shut the probe out.
void give_to_owner_of(const std::string& folder, const std::string& quarantine) {
  struct stat about {};
  if (::stat(folder.c_str(), &about) != 0) return;
  static_cast<void>(::lchown(quarantine.c_str(), about.st_uid, about.st_gid));
}

}  // namespace

Result<QuarantinedName, std::string> quarantine_segment(const std::string& path,
                                                        std::uint64_t sequence) {
  const OutboxFolder folder{path};
  auto names = folder.names();
  if (!names) return fail(names.error());
  const auto at = std::find_if(names->segments.begin(), names->segments.end(),
                               [&](const SegmentName& name) { return name.sequence == sequence; });
  if (at == names->segments.end()) {
    return fail(path + ": there is no segment " + std::to_string(sequence));
  }
  QuarantinedName name{*at, names->segments.back().sequence};
  if (const auto fault = folder.quarantine(name)) return fail(fault->text);
  give_to_owner_of(path, folder.quarantine_path());
  // The probe may have written another one meanwhile, without declaring this.
  names = folder.names();
  if (names && !names->segments.empty() && names->segments.back().sequence > *name.after) {
    const QuarantinedName later{name.segment, names->segments.back().sequence};
    const std::string from = folder.quarantine_path() + "/" + to_text(name);
    const std::string to = folder.quarantine_path() + "/" + to_text(later);
    if (std::rename(from.c_str(), to.c_str()) == 0) name = later;
  }
  return name;
}

std::string quarantine_reason(const std::string& path, const QuarantinedName& name) {
  const std::string file = OutboxFolder{path}.quarantine_path() + "/" + to_text(name);
  const auto bytes = bytes_of_file(file, kSegmentOctetsMost + 1);
  if (!bytes) return bytes.error().text;
  const auto segment = read_segment(*bytes, file);
  if (!segment) return segment.error();
  const SegmentName asked = SegmentName::of(segment->header);
  if (asked == name.segment) return {};
  return file + ": by its header it must be called " + to_text(asked);
}

}  // namespace celltally
