#pragma once

#include <cstddef>
#include <cstdio>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace celltally {

// What DPDK has to say, kept in memory: the last lines, so that an error's reason can be told and
// the standard error stays ours. DPDK's threads write at any time; all functions are thread-safe.
class EalLog {
 public:
  static constexpr std::size_t kLinesMax = 64;
  static constexpr std::size_t kLineBytesMax = 400;  // the rest of a line is dropped

  EalLog();
  EalLog(const EalLog&) = delete;
  EalLog& operator=(const EalLog&) = delete;
  ~EalLog();

  // Where DPDK is to write; lives as long as this. Null when there was no memory for it.
  std::FILE* stream() noexcept { return stream_; }

  std::vector<std::string> lines() const;  // oldest first
  void clear();

 private:
  void write(std::string_view text);

  mutable std::mutex lock_;
  std::deque<std::string> lines_;
  std::string open_line_;  // its end has not come yet
  std::FILE* stream_;
};

}  // namespace celltally
