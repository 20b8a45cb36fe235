#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "outbox/segment.hpp"
#include "outbox/segment_fault.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// Why something could not be written.
struct WriteFault {
  int error = 0;     // errno
  std::string text;  // one line, beginning with the file

  // The disk, or somebody's part of it, is full.
  bool no_room() const noexcept;
};

// Reads a segment and checks that its file has the name that its header asks for. Links are not
// followed, and what is no regular file is damaged.
Result<Segment, SegmentFault> read_segment_file(const std::string& folder, const std::string& file);

// The header alone, with the rows and the checksum unread: what the file says of itself.
Result<SegmentHeader, SegmentFault> read_header_of_file(const std::string& folder,
                                                        const std::string& file);

// All of a regular file's bytes, or the first `most` of them.
Result<std::string, SegmentFault> bytes_of_file(const std::string& path, std::size_t most);

// Makes a file that is there whole or not at all, whatever happens meanwhile: written under another
// name, flushed to the disk, renamed. Afterwards sync_folder() must make the name last, too. After
// a failure the file is not there, and nothing is left of it where that could be helped.
std::optional<WriteFault> write_whole_file(const std::string& folder, const std::string& file,
                                           std::string_view bytes, std::uint32_t mode);

// Flushes the folder's names to the disk.
std::optional<WriteFault> sync_folder(const std::string& folder);

// What a file is called while it is being written.
inline constexpr std::string_view kUnfinished = ".part";

}  // namespace celltally
